using MeshActors.Mesh.View;

namespace MeshActors.Host.Debugging;

/// <summary>A question to a debug page.</summary>
/// <param name="View">The mesh as this replica sees it.</param>
/// <param name="Sources">Whom to ask for what is not in the view.</param>
/// <param name="Query">A query parameter: null where it is absent, empty where it has no value.</param>
internal sealed record DebugRequest(MeshView View, DebugSources Sources, Func<string, string?> Query)
{
    /// <summary>The only namespace whose proxies the asker may see; null for all.</summary>
    public string? OnlyNamespace { get; init; }

    /// <summary>Whether the asker may see a proxy of a namespace.</summary>
    public bool MaySee(string ns) => OnlyNamespace is null || OnlyNamespace == ns;

    /// <summary>A query parameter with a value, or null.</summary>
    public string? Value(string name) => Query(name) is { Length: > 0 } value ? value : null;
}
