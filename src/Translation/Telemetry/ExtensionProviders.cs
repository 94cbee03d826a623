using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Telemetry;

namespace MeshActors.Translation.Telemetry;

/// <summary>How Telemetry objects name the mesh's extension providers.</summary>
internal static class ExtensionProviders
{
    /// <summary>Case does not matter; null where the mesh has no such provider.</summary>
    public static ExtensionProvider? Provider(this MeshConfig mesh, string name) =>
        mesh.ExtensionProviders.FirstOrDefault(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static IReadOnlyList<string> Names(this IReadOnlyList<ProviderRef> providers) => [.. providers.Select(provider => provider.Name)];

    public static bool Covers(this WorkloadMode declared, WorkloadMode mode) => declared == WorkloadMode.ClientAndServer || declared == mode;
}
