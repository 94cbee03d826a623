using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.Objects;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("1.5s", 1500)]
    [InlineData("0s", 0)]
    [InlineData("0", 0)]
    [InlineData("1h2m3.5s", 3723500)]
    [InlineData("100ms", 100)]
    [InlineData(".5s", 500)]
    [InlineData("-2s", -2000)]
    [InlineData("2000us", 2)]
    [InlineData("2000µs", 2)]
    [InlineData("3000000ns", 3)]
    public void TryParse_ProtoAndGoForms_GivesTheDuration(string text, double milliseconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("10")]
    [InlineData("10x")]
    [InlineData("s")]
    [InlineData("1.2.3s")]
    [InlineData(".s")]
    [InlineData("1 s")]
    [InlineData("99999999999999999999999h")]
    [InlineData("999999999999999999999999999999999999h")]
    public void TryParse_NoDuration_IsRefused(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();
}
