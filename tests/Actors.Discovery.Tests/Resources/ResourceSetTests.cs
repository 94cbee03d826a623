using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Tests.Resources;

public sealed class ResourceSetTests
{
    [Fact]
    public void Fingerprint_DependsOnContentOnly()
    {
        var straight = Sample.Whole("a", "b:2", "c");
        var detour = Sample.Whole("x", "b", "a").With(Sample.Resources("c", "b:2"), ["x"]);

        detour.Fingerprint.ShouldBe(straight.Fingerprint);
        Sample.Whole("a", "b").Fingerprint.ShouldNotBe(straight.Fingerprint);
    }

    [Fact]
    public void Change_ThatChangesNothing_KeepsTheInstance()
    {
        var set = Sample.Whole("a", "b");

        set.With(Sample.Resources("a"), ["x"]).ShouldBeSameAs(set);
        set.ReplacedBy(Sample.Resources("b", "a")).ShouldBeSameAs(set);
    }

    [Fact]
    public void ChangesSince_AnyOtherSet_AreToldByName()
    {
        var before = Sample.Whole("a", "b", "c");
        var after = before.With(Sample.Resources("a:2"), []).With(Sample.Resources("d"), ["b"]);

        after.ChangesSince(before).ShouldBe(["a", "b", "d"], ignoreOrder: true);
        after.ChangesSince(Sample.Whole("c", "e")).ShouldBe(["a", "d", "e"], ignoreOrder: true);
        after.ChangesSince(after).ShouldBeEmpty();
    }

    [Fact]
    public void EqualSets_OfWhateverHistory_AreOneInstance()
    {
        var straight = Sample.Whole("a", "b:2");
        var detour = Sample.Whole("x", "b", "a").With(Sample.Resources("b:2"), ["x"]);

        detour.ShouldBeSameAs(straight);
        Sample.Named("a", "b:2").ShouldNotBeSameAs(straight);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomChanges_KeepTheFingerprintOfTheContent(int seed)
    {
        var random = new Random(seed);
        var set = Sample.Named();
        for (var round = 0; round < 200; round++)
        {
            set = set.With(Sample.Resources([.. Names(4).Select(name => $"{name}:{random.Next(3)}")]), [.. Names(3)], [.. Names(3)]);
            var content = new List<SharedResource>();
            foreach (var (_, resource) in set)
            {
                content.AddRange(resource is null ? [] : [resource]);
            }

            set.Fingerprint.ShouldBe(content.Aggregate(default(Fingerprint), (sum, resource) => sum + resource.ContentVersion));
        }

        // With repetitions: of a name that comes twice the last one counts.
        IEnumerable<string> Names(int most) => Enumerable.Range(0, random.Next(most)).Select(_ => $"n{random.Next(6)}");
    }

    [Fact]
    public void NamedSet_TellsAbsentFromUnknown()
    {
        var set = Sample.Named("a").With([], ["b"]);

        set.Knows("a").ShouldBeTrue();
        set.Knows("b").ShouldBeTrue();
        set.Find("b").ShouldBeNull();
        set.Knows("c").ShouldBeFalse();
        set.With([], [], ["b"]).Knows("b").ShouldBeFalse();
    }

    [Fact]
    public void NamePool_EqualSets_AreOneInstance()
    {
        var pool = new NamePool();
        var set = pool.Of(["a", "b", "c"]);

        pool.Of(["c", "b", "a", "a"]).ShouldBeSameAs(set);
        var more = pool.Change(set, ["d"], ["a"]);
        more.All.ShouldBe(["b", "c", "d"], ignoreOrder: true);
        pool.Change(more, ["a"], ["d", "x"]).ShouldBeSameAs(set);
        pool.Change(set, ["a"], ["x"]).ShouldBeSameAs(set);
        pool.Change(set, [], ["a", "b", "c"]).ShouldBeSameAs(NameSet.Empty);
    }
}
