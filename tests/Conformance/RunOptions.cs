using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance;

/// <summary>What the command line asks for.</summary>
public sealed record RunOptions
{
    public required string Folder { get; init; }

    /// <summary>A pattern (<c>*</c>, <c>?</c>) that a case's name must match, or null for all.</summary>
    public string? Include { get; init; }

    /// <summary>Cases of these kinds, and cases whose input holds objects of these kinds, are left out.</summary>
    public IReadOnlySet<string> ExcludeKinds { get; init; } = new HashSet<string>();

    public Transport Transport { get; init; }

    /// <summary>Where to write the counts as JSON, or null.</summary>
    public string? JsonFile { get; init; }

    /// <summary>A case (or pattern) to run alone and whose differences to print.</summary>
    public string? ShowOnly { get; init; }
}
