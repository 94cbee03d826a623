using MeshActors.Mesh.View;

namespace MeshActors.Host.Debugging;

/// <summary>A question to a debug page.</summary>
/// <param name="View">The mesh as this replica sees it.</param>
/// <param name="Query">A query parameter, or null where it is absent.</param>
internal sealed record DebugRequest(MeshView View, Func<string, string?> Query);
