using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Debugging.Settings;

/// <summary>Durations as proto JSON has them: seconds, such as <c>1.5s</c>.</summary>
internal sealed class ProtoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DurationText.TryParse(reader.GetString(), out var duration) ? duration : throw new JsonException("not a duration");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(((decimal)value.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s");
}
