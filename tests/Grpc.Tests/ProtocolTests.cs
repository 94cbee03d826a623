using System.Buffers;
using MeshActors.Grpc.Protocol;

namespace MeshActors.Grpc.Tests;

public sealed class ProtocolTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("4m", 40_000)]
    [InlineData("5u", 50)]
    [InlineData("600n", 6)]
    [InlineData("99999999H", 99_999_999L * TimeSpan.TicksPerHour)]
    public void Timeout_ValidText_IsParsed(string text, long ticks)
    {
        GrpcTimeout.TryParse(text, out var timeout).ShouldBeTrue();
        timeout.Ticks.ShouldBe(ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1x")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void Timeout_InvalidText_IsRefused(string text) => GrpcTimeout.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(-5, "0u")]
    [InlineData(1, "1u")]
    [InlineData(30_000_000, "3000000u")]
    [InlineData(TimeSpan.TicksPerDay, "86400000m")]
    [InlineData(long.MaxValue, "99999999H")]
    public void Timeout_Formatted_HasTheFinestUnitThatFits(long ticks, string text) =>
        GrpcTimeout.Format(TimeSpan.FromTicks(ticks)).ShouldBe(text);

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("über 😀", "%C3%BCber %F0%9F%98%80")]
    public void Message_PercentEncoded_ComesBackTheSame(string text, string encoded)
    {
        PercentEncoding.Encode(text).ShouldBe(encoded);
        PercentEncoding.Decode(encoded).ShouldBe(text);
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz!", "%zz!")]
    public void Message_InvalidEscape_StaysAsItIs(string encoded, string text) => PercentEncoding.Decode(encoded).ShouldBe(text);

    [Fact]
    public void Metadata_KeysAndValuesThatHttpCannotCarry_AreRefused()
    {
        Should.Throw<ArgumentException>(() => new Metadata { { "sp ace", "x" } }).Message.ShouldContain("sp ace");
        Should.Throw<ArgumentException>(() => new Metadata { { "", "x" } });
        Should.Throw<ArgumentException>(() => new Metadata { { "key", "line\nbreak" } }).Message.ShouldContain("key");
        Should.Throw<ArgumentException>(() => new Metadata { { "key", new byte[1] } }).Message.ShouldContain("-bin");
        Should.Throw<ArgumentException>(() => new Metadata { { "key-bin", "text" } }).Message.ShouldContain("bytes");
    }

    [Fact]
    public void Builder_PiecesAroundSharedBytes_KeepsTheSharedBytesByReference()
    {
        var shared = new byte[] { 7, 8, 9 };
        var builder = new EncodedMessageBuilder();
        builder.AppendVarint(300).Append(shared).Append(default);
        builder.Write(Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray());
        builder.Append(shared);
        var message = builder.Build();

        message.Length.ShouldBe(2 + 3 + 1000 + 3);
        message.SegmentCount.ShouldBe(4);
        message[1].ShouldBe(shared.AsMemory());
        message[3].ShouldBe(shared.AsMemory());
        message.ToContiguous().ToArray().ShouldBe([0xAC, 0x02, 7, 8, 9, .. Enumerable.Range(0, 1000).Select(i => (byte)i), 7, 8, 9]);
        Should.Throw<ArgumentOutOfRangeException>(() => message[4]);

        builder.Clear();
        builder.Build().Length.ShouldBe(0);
        builder.AppendVarint(1).Build().ToContiguous().ToArray().ShouldBe([1]);
    }

    [Fact]
    public void Builder_PieceThatOutgrowsItsScratch_StaysWhole()
    {
        var builder = new EncodedMessageBuilder();
        for (var i = 0; i < 1000; i++)
        {
            builder.AppendVarint((uint)(i % 128));
        }

        builder.Build().ToContiguous().ToArray().ShouldBe([.. Enumerable.Range(0, 1000).Select(i => (byte)(i % 128))]);
    }

    [Fact]
    public void PooledMessage_UsedAfterItsDisposal_IsRefused()
    {
        var message = PooledMessage.CopyOf(new ReadOnlySequence<byte>(new byte[] { 1, 2 }));
        message.Memory.ToArray().ShouldBe([1, 2]);
        message.Dispose();
        message.Dispose();

        Should.Throw<ObjectDisposedException>(() => message.Memory);
    }
}
