using System.Text.Json;

namespace MeshActors.Kubernetes;

/// <summary>Reads one line of a watch: peeks at the type, reads the object's header, keeps the object's bytes.</summary>
internal static class WatchLineReader
{
    /// <param name="line">Owned by the event from here on: its object is a slice of it.</param>
    /// <exception cref="KubernetesException">The line is an ERROR event.</exception>
    /// <exception cref="JsonException">The line is not a watch event.</exception>
    public static WatchEvent Read(ResourceType type, byte[] line, string action)
    {
        var reader = new Utf8JsonReader(line);
        WatchEventType? kind = null;
        var isError = false;
        ObjectMeta? metadata = null;
        Range span = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ObjectMetaReader.Take(ref reader, "type"u8))
            {
                isError = reader.ValueTextEquals("ERROR"u8);
                kind = ReadType(ref reader);
            }
            else if (ObjectMetaReader.Take(ref reader, "object"u8))
            {
                var start = (int)reader.TokenStartIndex;
                metadata = ObjectMetaReader.ReadFromObject(ref reader);
                span = start..(int)reader.BytesConsumed;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (isError)
        {
            throw new KubernetesException(action, StatusReader.Read(line[span], 500));
        }

        return kind is { } known && metadata is not null
            ? new WatchEvent(known, new KubernetesObject(type, metadata, line.AsMemory(span)))
            : throw new JsonException($"A watch of {type} sent a line without a known type and an object.");
    }

    private static WatchEventType? ReadType(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("MODIFIED"u8))
        {
            return WatchEventType.Modified;
        }

        if (reader.ValueTextEquals("ADDED"u8))
        {
            return WatchEventType.Added;
        }

        if (reader.ValueTextEquals("DELETED"u8))
        {
            return WatchEventType.Deleted;
        }

        return reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventType.Bookmark : null;
    }
}
