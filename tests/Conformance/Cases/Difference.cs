namespace MeshActors.Conformance.Cases;

/// <summary>One place that differs. Values are JSON; null means that nothing is there.</summary>
public sealed record Difference(string Path, string? Expected, string? Got);
