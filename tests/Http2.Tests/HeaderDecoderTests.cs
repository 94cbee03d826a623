using System.Buffers;
using MeshActors.Http2.Headers;

namespace MeshActors.Http2.Tests;

public sealed class HeaderDecoderTests
{
    /// <summary>Examples of RFC 7541, appendix C, that need no dynamic table.</summary>
    public static TheoryData<string, string> Examples => new()
    {
        { "400a637573746f6d2d6b65790d637573746f6d2d686561646572", "custom-key=custom-header" },
        { "040c2f73616d706c652f70617468", ":path=/sample/path" },
        { "100870617373776f726406736563726574", "password=secret" },
        { "82", ":method=GET" },
        { "828684410f7777772e6578616d706c652e636f6d", ":method=GET :scheme=http :path=/ :authority=www.example.com" },
        { "828684418cf1e3c2e5f23a6ba0ab90f4ff", ":method=GET :scheme=http :path=/ :authority=www.example.com" },
        {
            "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
            ":status=302 cache-control=private date=Mon, 21 Oct 2013 20:13:21 GMT location=https://www.example.com"
        },
        { "20", "" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Block_OfTheSpecification_IsRead(string hex, string expected) =>
        string.Join(' ', HeaderDecoder.Decode(Convert.FromHexString(hex)).Select(field => $"{field.Name}={field.Value}")).ShouldBe(expected);

    [Theory]
    [InlineData("be")] // Field 62: the first of a dynamic table.
    [InlineData("80")] // Field 0.
    [InlineData("000161")] // No value.
    [InlineData("00016105")] // A value that is longer than the block.
    [InlineData("ffffffffffff")] // A number without end.
    [InlineData("0001618100")] // Padding of zeros.
    [InlineData("00016184ffffffff")] // The end of the string within it.
    public void Block_Malformed_IsRefused(string hex) =>
        Should.Throw<FormatException>(() => HeaderDecoder.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Block_OfRandomBytes_IsReadOrRefused_AndNothingElse()
    {
        var random = new Random(7541);
        for (var i = 0; i < 20_000; i++)
        {
            var block = new byte[random.Next(40)];
            random.NextBytes(block);
            try
            {
                HeaderDecoder.Decode(block).ShouldNotBeNull();
            }
            catch (FormatException exception)
            {
                exception.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(5_000)]
    public void Field_ThatIsWritten_IsReadAgain(int length)
    {
        var block = new ArrayBufferWriter<byte>();
        var value = new string('v', length);
        HeaderEncoder.Write(block, "name", value);
        HeaderEncoder.Write(block, "other", "x");

        HeaderDecoder.Decode(block.WrittenSpan).ShouldBe([new("name", value), new("other", "x")]);
    }
}
