using MeshActors.Actors.Contracts.Snapshots;

namespace MeshActors.Actors.Config.Tests.Snapshots;

public sealed class ListDeltaTests
{
    [Fact]
    public void AnyTwoLists_TheDeltaMakesTheOneOfTheOther()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var before = Enumerable.Range(0, random.Next(20)).Select(_ => new object()).ToArray();
            var after = before.Where(_ => random.Next(4) > 0).Concat(Enumerable.Range(0, random.Next(4)).Select(_ => new object())).ToArray();
            if (random.Next(2) == 0)
            {
                random.Shuffle(after);
            }

            var next = ListDelta<object>.Between(before, after).ApplyTo(before).ShouldNotBeNull();

            next.SequenceEqual(after, ReferenceEqualityComparer.Instance).ShouldBeTrue($"round {round}");
        }
    }

    [Fact]
    public void OneOfMany_TakesThreeParts()
    {
        var before = Enumerable.Range(0, 1000).Select(_ => new object()).ToArray();
        object[] after = [.. before[..400], new object(), .. before[401..]];

        ListDelta<object>.Between(before, after).Parts.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, int.MaxValue)]
    public void RunBeyondTheListThatIsHeld_DoesNotFit(int start, int count) =>
        new ListDelta<object>([ListPart<object>.Kept(start, count)]).ApplyTo([new(), new()]).ShouldBeNull();
}
