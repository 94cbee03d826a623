using MeshActors.Actors.Contracts.Sharing;

namespace MeshActors.Actors.Discovery.Tests.Sharing;

public sealed class SharedMapTests
{
    private readonly SharedMapPool<string> _pool = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomChanges_ActLikeADictionary_AndEqualContentIsOneInstance(int seed)
    {
        var random = new Random(seed);
        var map = _pool.Empty;
        var model = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var round = 0; round < 60; round++)
        {
            var before = map;
            var old = new Dictionary<string, string?>(model, StringComparer.Ordinal);
            var (values, gone) = Change(random);
            map = map.With(values, gone);
            foreach (var name in gone)
            {
                model.Remove(name);
            }

            foreach (var (name, value) in values)
            {
                model[name] = value;
            }

            Content(map).ShouldBe(model, ignoreOrder: true);
            map.Count.ShouldBe(model.Count);
            _pool.Empty.With([.. model.OrderBy(_ => random.Next())], []).ShouldBeSameAs(map);
            DifferenceOf(map, before).ShouldBe(
                model.Keys.Union(old.Keys).Where(name => !model.TryGetValue(name, out var now) || !old.TryGetValue(name, out var was) || now != was),
                ignoreOrder: true);
        }
    }

    [Fact]
    public void Change_ThatChangesNothing_KeepsTheInstance()
    {
        var map = _pool.Empty.With("a", Text(1)).With("b", null);

        map.With("a", Text(1)).ShouldBeSameAs(map);
        map.With("b", null).ShouldBeSameAs(map);
        map.With([], ["c"]).ShouldBeSameAs(map);
        map.With([], ["a", "b"]).ShouldBeSameAs(_pool.Empty);
    }

    [Fact]
    public void NullValue_IsInTheMap()
    {
        var map = _pool.Empty.With("a", null);

        map.TryGetValue("a", out var value).ShouldBeTrue();
        value.ShouldBeNull();
        map.Contains("b").ShouldBeFalse();
    }

    [Fact]
    public void Sweep_ForgetsWhatNobodyHolds_AndKeepsWhatIsHeld()
    {
        var instances = new InstancePool<string>(StringComparer.Ordinal);
        var held = instances.Intern(new string('h', 3));
        InternAndLetGo(instances);
        GC.Collect();

        instances.Sweep();

        instances.Count.ShouldBe(1);
        instances.Intern(new string('h', 3)).ShouldBeSameAs(held);
    }

    // Not inlined, so that no register of the test holds the instance.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void InternAndLetGo(InstancePool<string> instances) => instances.Intern(new string('g', 3));

    // Values are compared by reference, so equal ones must be one instance.
    private static string Text(int number) => string.Intern("value " + number);

    private static (List<KeyValuePair<string, string?>> Values, List<string> Gone) Change(Random random)
    {
        var values = Enumerable.Range(0, random.Next(random.Next(4) == 0 ? 200 : 4))
            .Select(_ => new KeyValuePair<string, string?>($"name {random.Next(300)}", random.Next(5) is 0 and var _ ? null : Text(random.Next(3))))
            .DistinctBy(pair => pair.Key).ToList();
        var gone = Enumerable.Range(0, random.Next(random.Next(6) == 0 ? 300 : 4))
            .Select(_ => $"name {random.Next(300)}").Except(values.Select(pair => pair.Key)).ToList();
        return (values, gone);
    }

    private static List<KeyValuePair<string, string?>> Content(SharedMap<string> map)
    {
        var content = new List<KeyValuePair<string, string?>>();
        foreach (var pair in map)
        {
            content.Add(pair);
        }

        return content;
    }

    private static List<string> DifferenceOf(SharedMap<string> map, SharedMap<string> other)
    {
        var names = new List<string>();
        map.AddDifferences(other, names);
        return names;
    }
}
