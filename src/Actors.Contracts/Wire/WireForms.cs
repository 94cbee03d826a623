using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Encodings of which this folder's messages are made, over the link's own.</summary>
internal static class WireForms
{
    public static void WriteFlag(IBufferWriter<byte> output, bool value) => Remote.Wire.WriteVarint(output, value ? 1UL : 0UL);

    public static bool ReadFlag(ref WireReader reader) => reader.ReadVarint() != 0;

    public static void WriteNumber(IBufferWriter<byte> output, long value) => Remote.Wire.WriteVarint(output, (ulong)value);

    public static long ReadNumber(ref WireReader reader) => (long)reader.ReadVarint();

    public static void WriteStrings(IBufferWriter<byte> output, IReadOnlyCollection<string> values)
    {
        WriteNumber(output, values.Count);
        foreach (var value in values)
        {
            Remote.Wire.WriteString(output, value);
        }
    }

    public static string[] ReadStrings(ref WireReader reader)
    {
        var values = new string[ReadCount(ref reader)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadString();
        }

        return values;
    }

    /// <summary>A count of items that each take at least a byte: more than the bytes that are left is a broken message.</summary>
    /// <exception cref="WireFormatException">It is.</exception>
    public static int ReadCount(ref WireReader reader)
    {
        var count = reader.ReadVarint();
        return count <= (ulong)reader.Rest.Length ? (int)count : throw new WireFormatException($"{count} items are announced and {reader.Rest.Length} bytes are there.");
    }

    public static void WriteJson<T>(IBufferWriter<byte> output, T value, JsonTypeInfo<T> type) =>
        Remote.Wire.WriteBytes(output, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <exception cref="WireFormatException">The bytes are not what the type says.</exception>
    public static T ReadJson<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new WireFormatException($"{typeof(T).Name} is null.");
        }
        catch (JsonException error)
        {
            throw new WireFormatException($"{typeof(T).Name}: {error.Message}");
        }
    }
}
