namespace MeshActors.Mesh.View;

/// <summary>What a scope imports, apart from whose scope it is: namespaces without anything of their own share it.</summary>
internal sealed record ScopeParts(IReadOnlyList<EgressListener> Listeners, ImportedServices Services, ScopeReads Reads);
