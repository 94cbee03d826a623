namespace MeshActors.Mesh.View;

/// <summary>What a scope was made of, to tell whether a change can touch it.</summary>
internal sealed class ScopeReads
{
    /// <summary>Whether services or VirtualServices of any namespace may come in.</summary>
    public required bool AllNamespaces { get; init; }

    /// <summary>Otherwise the namespaces from which something may.</summary>
    public required IReadOnlySet<string> Namespaces { get; init; }

    /// <summary>Host names looked up in the whole mesh, as destinations of VirtualServices.</summary>
    public required IReadOnlySet<string> Destinations { get; init; }

    public bool Touches(ScopeChanges changes) =>
        (AllNamespaces && changes.Namespaces.Count > 0)
        || changes.Namespaces.Overlaps(Namespaces)
        || changes.Hostnames.Overlaps(Destinations);
}

/// <summary>What changed between two views that scopes may depend on.</summary>
/// <param name="Namespaces">Namespaces with other services or VirtualServices.</param>
/// <param name="Hostnames">Host names of the services that differ.</param>
internal sealed record ScopeChanges(HashSet<string> Namespaces, HashSet<string> Hostnames);
