using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A pair as an array of two: its properties cannot be set, so that a plain object would come back empty.</summary>
internal sealed class PairConverter<TKey, TValue> : JsonConverter<KeyValuePair<TKey, TValue>>
{
    public override KeyValuePair<TKey, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        reader.Read();
        var key = JsonSerializer.Deserialize(ref reader, Of<TKey>(options));
        reader.Read();
        var value = JsonSerializer.Deserialize(ref reader, Of<TValue>(options));
        reader.Read();
        Expect(ref reader, JsonTokenType.EndArray);
        return new(key!, value!);
    }

    public override void Write(Utf8JsonWriter writer, KeyValuePair<TKey, TValue> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        JsonSerializer.Serialize(writer, value.Key, Of<TKey>(options));
        JsonSerializer.Serialize(writer, value.Value, Of<TValue>(options));
        writer.WriteEndArray();
    }

    private static JsonTypeInfo<T> Of<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
        {
            throw new JsonException($"A pair is an array of two; found {reader.TokenType}.");
        }
    }
}
