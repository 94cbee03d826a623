namespace MeshActors.Mesh.View;

/// <summary>What a scope imports, apart from whose scope it is: namespaces without anything of their own share it.</summary>
internal sealed record ScopeParts(IReadOnlyList<EgressListener> Listeners, ImportedServices Services, ScopeReads Reads)
{
    /// <summary>The same with the lists of an earlier scope where they say the same, so that what is keyed by them is found again.</summary>
    public ScopeParts SharedWith(IReadOnlyList<EgressListener>? listeners, ImportedServices? services) => listeners is null ? this : this with
    {
        Listeners = Listeners.Count == listeners.Count
            ? [.. Listeners.Zip(listeners, (listener, known) => listener.SharedWith(known))]
            : Listeners,
        Services = Services.Or(services),
    };
}
