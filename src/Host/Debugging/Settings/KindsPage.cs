using System.Text.Json;
using MeshActors.Host.Clusters;
using MeshActors.Host.Debugging.Feeds;

namespace MeshActors.Host.Debugging.Settings;

/// <summary><c>/debug/resourcesz</c>: the kinds of configuration that are watched.</summary>
internal static class KindsPage
{
    public static DebugPage Page { get; } = DebugPage.Of("resourcesz", "The kinds of configuration that are watched", Write);

    private static void Write(DebugRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var kind in ConfigObjects.Kinds)
        {
            json.WriteStartObject();
            json.WriteString("group", kind.Group);
            json.WriteString("version", ServedTypes.Of(kind).Version);
            json.WriteString("kind", kind.Kind);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
