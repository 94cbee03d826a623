namespace MeshActors.Microbenchmarks.Scale;

/// <summary>What is measured: a proxy in a sample mesh, and a change of one object in it.</summary>
/// <param name="Title">For people.</param>
/// <param name="Folder">The sample's folder below the cases.</param>
/// <param name="Proxy">The proxy's name in the sample.</param>
/// <param name="Object">What the changed object's JSON contains, and no other's of its kind.</param>
/// <param name="Change">The object's JSON, different for every number.</param>
internal sealed record ScaleCase(string Title, string Folder, string Proxy, string Object, Func<string, int, string> Change)
{
    /// <summary>The sizes that are measured, as multiples of the sample's.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [1, 10, 100];

    /// <summary>Which of the sample's objects there are, and what becomes of them.</summary>
    public Func<IEnumerable<string>, IEnumerable<string>> Objects { get; init; } = all => all;

    /// <summary>What istiod needs, cold, where it is known.</summary>
    public IReadOnlyList<IstiodFigure> Istiod { get; init; } = [];
}

/// <summary>istiod's time for one type of resource, without its cache.</summary>
internal sealed record IstiodFigure(ScalePart Part, double Milliseconds, int? Allocations);

/// <summary>The parts of the work, in order.</summary>
internal enum ScalePart
{
    View,
    Scope,
    Clusters,
    Listeners,
    Routes,
    Endpoints,
}
