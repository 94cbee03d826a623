using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshActors.Host.Debugging.Settings;

/// <summary>Members of an enum by their names in the schema, which are in SCREAMING_SNAKE_CASE.</summary>
internal sealed class ProtoEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    // The schema writes TLSV1_2 as one word.
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(
        value => value, value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()).Replace("TLS_V", "TLSV", StringComparison.Ordinal));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        return Names.First(pair => pair.Value == name).Key;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Names[value]);
}
