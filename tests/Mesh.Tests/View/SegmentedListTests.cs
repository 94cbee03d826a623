using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class SegmentedListTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Replace_RandomPlaces_IsWhatAListBecomes(int seed)
    {
        var random = new Random(seed);
        var plain = new List<string>();
        var list = SegmentedList<string>.Empty;
        var earlier = list;
        for (var step = 0; step < 400; step++)
        {
            var start = random.Next(plain.Count + 1);
            var gone = random.Next(Math.Min(plain.Count - start, random.Next(20) == 0 ? 300 : 3) + 1);
            string[] come = [.. Enumerable.Range(0, random.Next(random.Next(20) == 0 ? 300 : 4)).Select(i => $"{step}-{i}")];
            plain.RemoveRange(start, gone);
            plain.InsertRange(start, come);
            var before = list;

            list = list.Replace(start, gone, come);

            list.ShouldBe(plain);
            Enumerable.Range(0, list.Count).Select(i => list[i]).ShouldBe(plain);
            Apply(before, ListStep.Between(before, list), list).ShouldBe(plain);
            ListStep.All(earlier, list).Aggregate(earlier, (at, taken) => at.Replace(taken.Start, taken.Gone, [.. list.Skip(taken.Start).Take(taken.Come)])).ShouldBe(plain);
            var (onlyBefore, onlyAfter) = ListDifference.Of(earlier, list);
            onlyBefore.ShouldBe(earlier.Except(list), ignoreOrder: true);
            onlyAfter.ShouldBe(list.Except(earlier), ignoreOrder: true);
            earlier = random.Next(4) == 0 ? list : earlier;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(199)]
    public void With_AnyPlace_IsWhatReplaceGives(int index)
    {
        var list = SegmentedList<string>.Of([.. Enumerable.Range(0, 200).Select(i => $"{i}")]);

        var changed = list.With(index, "other");

        changed.ShouldBe(list.Replace(index, 1, ["other"]));
        changed.Count.ShouldBe(200);
        list[index].ShouldBe($"{index}");
        changed.Segments.ToArray().Except(list.Segments.ToArray()).ShouldHaveSingleItem().ShouldContain("other");
    }

    [Fact]
    public void Replace_OneOfMany_SharesAllOtherSegments()
    {
        var list = SegmentedList<string>.Of([.. Enumerable.Range(0, 10_000).Select(i => $"{i}")]);

        var changed = list.Replace(5_000, 1, ["other"]);

        changed.Segments.ToArray().Except(list.Segments.ToArray()).ShouldHaveSingleItem().ShouldContain("other");
    }

    [Fact]
    public void Each_AfterAChange_MakesTheSegmentsThatDiffer()
    {
        var list = SegmentedList<string>.Of([.. Enumerable.Range(0, 1_000).Select(i => $"{i}")]);
        var made = list.Each<string>(null, null, Doubled);
        var changed = list.Replace(500, 2, ["x"]);
        var asked = 0;

        var again = changed.Each(list, made, segment =>
        {
            asked += segment.Length;
            return Doubled(segment);
        });

        again.ShouldBe(changed.SelectMany(item => new[] { item, item }));
        asked.ShouldBeLessThan(200);
    }

    private static string[] Doubled(string[] segment) => [.. segment.SelectMany(item => new[] { item, item })];

    private static List<string> Apply(SegmentedList<string> before, ListStep step, SegmentedList<string> after) =>
        [.. before.Take(step.Start), .. after.Skip(step.Start).Take(step.Come), .. before.Skip(step.Start + step.Gone)];
}
