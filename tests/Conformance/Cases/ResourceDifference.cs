namespace MeshActors.Conformance.Cases;

/// <summary>A resource that is not as expected.</summary>
/// <param name="Resource">where: proxy, type and name</param>
/// <param name="Details">the places in it that differ; a missing or an extra resource has one, with an empty path</param>
public sealed record ResourceDifference(string Resource, IReadOnlyList<Difference> Details);
