using System.Text;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests;

public sealed class ContentHashTests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void Of_KnownText_IsWhatXxh64Gives(string text, ulong expected) =>
        ContentHash.Of(Encoding.ASCII.GetBytes(text)).Value.ShouldBe(expected);

    [Fact]
    public void Of_BytesThatDifferInOneBit_Differ()
    {
        var bytes = new byte[100];
        var hashes = new HashSet<ContentHash> { ContentHash.Of(bytes) };
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            hashes.Add(ContentHash.Of(bytes)).ShouldBeTrue();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
