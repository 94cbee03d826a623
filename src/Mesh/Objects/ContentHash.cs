using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MeshActors.Mesh.Objects;

/// <summary>
/// A 64-bit digest of an object's content, the same for every order of its fields. It tells revisions of one object
/// apart; it is no defence against forgery.
/// </summary>
internal static class ContentHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Digests everything but the metadata and the version; of the status, only the named fields.</summary>
    public static ulong Of(JsonElement root, IReadOnlyList<string> statusFields)
    {
        var sum = Basis;
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals("status"u8))
            {
                sum += OfStatus(property.Value, statusFields);
            }
            else if (!property.NameEquals("metadata"u8) && !property.NameEquals("apiVersion"u8) && !property.NameEquals("kind"u8))
            {
                sum += Of(property);
            }
        }

        return Mixed(sum);
    }

    private static ulong OfStatus(JsonElement status, IReadOnlyList<string> fields)
    {
        var sum = 0UL;
        foreach (var field in fields)
        {
            if (status.ValueKind == JsonValueKind.Object && status.TryGetProperty(field, out var value))
            {
                sum += Mixed(Of(MemoryMarshal.AsBytes(field.AsSpan()), (byte)'s') ^ BitOperations.RotateLeft(Of(value), 17));
            }
        }

        return sum;
    }

    private static ulong Of(JsonProperty property) =>
        Mixed(Of(JsonMarshal.GetRawUtf8PropertyName(property), (byte)'p') ^ BitOperations.RotateLeft(Of(property.Value), 17));

    private static ulong Of(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // A sum does not depend on the order of its terms.
                var sum = Basis;
                foreach (var property in value.EnumerateObject())
                {
                    sum += Of(property);
                }

                return Mixed(sum);
            case JsonValueKind.Array:
                var hash = Prime;
                foreach (var item in value.EnumerateArray())
                {
                    hash = Mixed((hash * Prime) ^ Of(item));
                }

                return hash;
            default:
                return Mixed(Of(JsonMarshal.GetRawUtf8Value(value), (byte)'v'));
        }
    }

    private static ulong Of(ReadOnlySpan<byte> bytes, byte seed)
    {
        var hash = (Basis ^ seed) * Prime;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }

    private static ulong Mixed(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
