namespace MeshActors.Mesh.View;

/// <summary>What a scope imports, apart from whose scope it is: namespaces without anything of their own share it.</summary>
internal sealed record ScopeParts(IReadOnlyList<EgressListener> Listeners, ImportedServices Services, ScopeReads Reads)
{
    /// <summary>The same with the lists of an earlier scope where they say the same, so that what is keyed by them is found again.</summary>
    public ScopeParts SharedWith(SidecarScope? earlier) => earlier is null ? this : this with
    {
        Listeners = Listeners.Count == earlier.EgressListeners.Count
            ? [.. Listeners.Zip(earlier.EgressListeners, (listener, known) => listener.SharedWith(known))]
            : Listeners,
        Services = Services.Or(earlier.Imported),
    };
}
