namespace MeshActors.Conformance.Cases;

/// <summary>How a case went. A case without resources counts as one.</summary>
/// <param name="Parts">Counts by sort of resource, for the scoreboard.</param>
/// <param name="Differences">What differs; empty unless differences were asked for.</param>
/// <param name="Notes">What else a reader of the differences should know, such as input that could not be read.</param>
public sealed record CaseResult(
    string Name,
    string Prefix,
    IReadOnlyDictionary<string, Tally> Parts,
    IReadOnlyList<ResourceDifference> Differences,
    IReadOnlyList<string> Notes)
{
    public Tally Total { get; } = Parts.Values.Aggregate(default(Tally), (sum, part) => sum + part);

    public bool IsEqual => Total.IsEqual;
}
