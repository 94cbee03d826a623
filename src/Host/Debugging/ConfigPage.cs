using System.Globalization;
using System.Text.Json;

namespace MeshActors.Host.Debugging;

/// <summary><c>/debug/configz</c>: every valid configuration object with its metadata.</summary>
internal static class ConfigPage
{
    public static DebugPage Page { get; } = DebugPage.Of("configz", "All valid configuration objects", Write);

    private static void Write(DebugRequest request, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        var objects = request.View.Namespaces.Order(StringComparer.Ordinal)
            .Select(request.View.Namespace)
            .SelectMany(snapshot => snapshot!.Objects.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
            .SelectMany(pair => pair.Value);
        foreach (var item in objects)
        {
            json.WriteStartObject();
            json.WriteString("group", item.Kind.Group);
            json.WriteString("kind", item.Kind.Kind);
            json.WriteStartObject("metadata");
            json.WriteString("name", item.Meta.Name);
            json.WriteString("namespace", item.Meta.Namespace);
            json.WriteString("uid", item.Meta.Uid);
            json.WriteString("resourceVersion", item.Meta.ResourceVersion);
            json.WriteNumber("generation", item.Meta.Generation);
            if (item.Meta.CreationTimestamp is { } created)
            {
                json.WriteString("creationTimestamp", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
