using System.Buffers;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Tests.Remote;

public sealed class WireTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Number_Written_IsReadAndAsLongAsSaid(long value)
    {
        var output = new ArrayBufferWriter<byte>();

        Wire.WriteNumber(output, 300, value);
        output.WrittenCount.ShouldBe(Wire.SizeOfNumber(300, value));
        Wire.WriteSigned(output, 301, value);

        var (number, signed) = (0L, 0L);
        var reader = new WireReader(output.WrittenSpan);
        while (reader.Next())
        {
            (number, signed) = reader.Field == 300 ? (reader.Number, signed) : (number, reader.Signed);
        }

        (number, signed).ShouldBe((value, value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("ünï")]
    public void Text_Written_IsReadAndAsLongAsSaid(string text)
    {
        var output = new ArrayBufferWriter<byte>();

        Wire.WriteString(output, 15, text);

        output.WrittenCount.ShouldBe(Wire.SizeOfBytes(15, System.Text.Encoding.UTF8.GetByteCount(text)));
        WireReader.TextOf(output.WrittenSpan, 15).ShouldBe(text);
        WireReader.TextOf(output.WrittenSpan, 16).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0f00", "wire type 7")]
    [InlineData("00", "no number of a field")]
    [InlineData("0aff", "does not end")]
    [InlineData("0a05", "5 bytes are announced")]
    [InlineData("0d01", "4 bytes are announced")]
    [InlineData("08ffffffffffffffffffffff", "does not end")]
    [InlineData("0801", "is bytes, and came as wire type 0")]
    [InlineData("0a02ffff", "no UTF-8")]
    public void Bytes_ThatAreNoMessage_AreRefusedWithTheReason(string hex, string reason) =>
        Should.Throw<WireFormatException>(() => WireReader.TextOf(Convert.FromHexString(hex), 1)).Message.ShouldContain(reason);
}
