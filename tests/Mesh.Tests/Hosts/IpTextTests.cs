using MeshActors.Mesh.Hosts;
using Shouldly;
using Xunit;

namespace MeshActors.Mesh.Tests.Hosts;

public sealed class IpTextTests
{
    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::10.0.0.1", true)]
    [InlineData("", false)]
    [InlineData("256.0.0.1", false)]
    [InlineData("10.0.0.99999999999999999999", false)]
    [InlineData("10.0.0.01", false)]
    [InlineData("10.0.1", false)]
    [InlineData("10..0.1", false)]
    [InlineData(".10.0.1", false)]
    [InlineData("10.0.1.", false)]
    [InlineData("10.0.0.0.1", false)]
    [InlineData("1", false)]
    [InlineData("0x7f.0.0.1", false)]
    [InlineData("[::1]", false)]
    [InlineData("host.example", false)]
    public void IsAddress_Text_TakesStrictFormsOnly(string text, bool expected)
    {
        IpText.IsAddress(text).ShouldBe(expected);
        IpText.TryParse(text, out _).ShouldBe(expected);
    }
}
