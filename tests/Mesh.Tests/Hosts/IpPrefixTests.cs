using MeshActors.Mesh.Hosts;

namespace MeshActors.Mesh.Tests.Hosts;

public sealed class IpPrefixTests
{
    [Theory]
    [InlineData("10.0.0.1/8", "10.0.0.1", 8)]
    [InlineData("0.0.0.0/0", "0.0.0.0", 0)]
    [InlineData("2001:db8::/128", "2001:db8::", 128)]
    public void Prefix_Valid_IsReadAsWritten(string text, string address, int length)
    {
        IpText.TryParsePrefix(text, out var read, out var bits).ShouldBeTrue();
        (read.ToString(), bits).ShouldBe((address, length));
    }

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0/8")]
    [InlineData("/8")]
    [InlineData("::/129")]
    public void Prefix_Malformed_IsNone(string text) => IpText.TryParsePrefix(text, out _, out _).ShouldBeFalse();
}
