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
    public void ChangesSince_AFewChangesBack_AreToldByName()
    {
        var before = Sample.Whole("a", "b", "c");
        var after = before.With(Sample.Resources("a:2"), []).With(Sample.Resources("d"), ["b"]);
        var names = new HashSet<string>();

        after.TryGetChangesSince(before, names).ShouldBeTrue();

        names.ShouldBe(["a", "b", "d"], ignoreOrder: true);
    }

    [Fact]
    public void ChangesSince_ManyChangesBackOrAnotherScope_AreNotKnown()
    {
        var before = Sample.Whole("a");
        var after = Enumerable.Range(0, 100).Aggregate(before, (set, i) => set.With(Sample.Resources($"a:{i + 2}"), []));

        after.TryGetChangesSince(before, []).ShouldBeFalse();
        Sample.Whole("a").TryGetChangesSince(before, []).ShouldBeFalse();
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
