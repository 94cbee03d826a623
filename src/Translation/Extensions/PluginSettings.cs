using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MeshActors.Translation.Extensions;

/// <summary>A module's settings as the text that it is given: the JSON of a protobuf struct, members in order of their names.</summary>
internal static class PluginSettings
{
    private const double LargestPlain = 1e21;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where there are no settings.</summary>
    public static string? Text(JsonElement? settings)
    {
        if (settings is not { ValueKind: JsonValueKind.Object } json || !json.EnumerateObject().Any())
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(json.GetDouble()));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    // All numbers of a struct are floating-point; whole ones are written without a fraction.
    private static string Number(double value) => double.IsInteger(value) && Math.Abs(value) < LargestPlain
        ? value.ToString("F0", CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);
}
