using System.Text.Json;

namespace MeshActors.Host.Debugging.Registry;

/// <summary><c>/debug/clusterz</c>: the clusters that are read.</summary>
internal static class ClusterPage
{
    public static DebugPage Page { get; } = DebugPage.Of("clusterz", "The clusters that are read", Write);

    // There is a view only once the first lists of every cluster are in it.
    private static void Write(DebugRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var cluster in request.Sources.Plan.Clusters)
        {
            json.WriteStartObject();
            json.WriteString("id", cluster);
            json.WriteString("secretName", "");
            json.WriteString("syncStatus", "synced");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
