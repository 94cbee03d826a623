namespace MeshActors.Translation.Tests;

public sealed class ConcatenationTests
{
    private readonly Concatenation<int> _all = new([[1, 2], [], [3], [4, 5]]);

    [Fact]
    public void Runs_AreOneList()
    {
        _all.Count.ShouldBe(5);
        _all.ShouldBe([1, 2, 3, 4, 5]);
        Enumerable.Range(0, 5).Select(i => _all[i]).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void Index_OutsideIt_IsRefused(int index) => Should.Throw<ArgumentOutOfRangeException>(() => _all[index]);
}
