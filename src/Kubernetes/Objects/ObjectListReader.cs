using System.Text.Json;

namespace MeshActors.Kubernetes;

/// <summary>Cuts a list response into objects, reading each header on the way.</summary>
internal static class ObjectListReader
{
    public static ObjectList Read(ResourceType type, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A list of {type} must be a JSON object.");
        }

        var items = new List<KubernetesObject>();
        var version = "";
        string? next = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ObjectMetaReader.Take(ref reader, "metadata"u8))
            {
                ReadListMeta(ref reader, ref version, ref next);
            }
            else if (ObjectMetaReader.Take(ref reader, "items"u8))
            {
                ReadItems(ref reader, type, json, items);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new ObjectList(items, version, next);
    }

    private static void ReadListMeta(ref Utf8JsonReader reader, ref string version, ref string? next)
    {
        while (reader.TokenType != JsonTokenType.Null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ObjectMetaReader.Take(ref reader, "resourceVersion"u8))
            {
                version = ObjectMetaReader.Text(ref reader);
            }
            else if (ObjectMetaReader.Take(ref reader, "continue"u8))
            {
                var token = ObjectMetaReader.Text(ref reader);
                next = token.Length == 0 ? null : token;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static void ReadItems(ref Utf8JsonReader reader, ResourceType type, ReadOnlySpan<byte> json, List<KubernetesObject> items)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            var metadata = ObjectMetaReader.ReadFromObject(ref reader);

            // Each object gets bytes of its own: a slice would keep the whole page alive for as long as one item lives.
            items.Add(new KubernetesObject(type, metadata, json[start..(int)reader.BytesConsumed].ToArray()));
        }
    }
}
