using System.Text.Json;
using MeshActors.Host.Debugging.Feeds;

namespace MeshActors.Host.Debugging.Settings;

/// <summary><c>/debug/configz</c>: every valid configuration object, as the API server has it.</summary>
internal static class ConfigPage
{
    public static DebugPage Page { get; } = new("configz", "All valid configuration objects", WriteAsync);

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var objects = await ConfigObjects.ReadAsync(request, ConfigObjects.Kinds).ConfigureAwait(false);
        json.WriteStartArray();
        foreach (var item in objects)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }

    // Who set which field is of interest to API servers only, and as long as the object.
    private static void Write(Utf8JsonWriter json, JsonElement item)
    {
        json.WriteStartObject();
        foreach (var field in item.EnumerateObject())
        {
            if (field.Name != "metadata")
            {
                field.WriteTo(json);
                continue;
            }

            json.WriteStartObject("metadata");
            foreach (var part in field.Value.EnumerateObject().Where(part => part.Name != "managedFields"))
            {
                part.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
