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
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3/31", "10.1.2.2/31")]
    [InlineData("10.1.2.3/0", "0.0.0.0/0")]
    [InlineData("2001:db8::ff/121", "2001:db8::80/121")]
    public void Range_HostBits_AreCutOff(string text, string expected)
    {
        IpRange.TryParse(text, out var range).ShouldBeTrue();
        range.ToString().ShouldBe(expected);
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
