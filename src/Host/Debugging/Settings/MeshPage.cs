using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshActors.Mesh.Configuration;

namespace MeshActors.Host.Debugging.Settings;

/// <summary><c>/debug/mesh</c>: the mesh configuration that applies, with its defaults.</summary>
internal static class MeshPage
{
    private static readonly JsonTypeInfo<MeshConfig> TypeInfo = MeshConfigJson.CreateTypeInfo();

    public static DebugPage Page { get; } =
        DebugPage.Of("mesh", "The mesh configuration that applies", (request, json) => JsonSerializer.Serialize(json, request.View.Mesh, TypeInfo));
}
