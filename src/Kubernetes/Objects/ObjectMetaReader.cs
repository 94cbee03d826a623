using System.Collections.Immutable;
using System.Text.Json;

namespace MeshActors.Kubernetes;

/// <summary>Reads <see cref="ObjectMeta"/> off a reader in one pass over the object.</summary>
internal static class ObjectMetaReader
{
    public static ObjectMeta ReadFromObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A Kubernetes object must be a JSON object.");
        }

        return ReadFromObject(ref reader);
    }

    /// <summary>Takes the reader from an object's first brace to its last.</summary>
    public static ObjectMeta ReadFromObject(ref Utf8JsonReader reader)
    {
        var metadata = ObjectMeta.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
            {
                metadata = Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return metadata;
    }

    /// <summary>Takes the reader from the first brace of a <c>metadata</c> object to its last.</summary>
    public static ObjectMeta Read(ref Utf8JsonReader reader)
    {
        string name = "", generateName = "", @namespace = "", uid = "", resourceVersion = "";
        long generation = 0;
        DateTimeOffset? created = null, deleted = null;
        var labels = ObjectMeta.Empty.Labels;
        var annotations = ObjectMeta.Empty.Annotations;
        ImmutableArray<OwnerReference> owners = [];
        ImmutableArray<string> finalizers = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Take(ref reader, "name"u8))
            {
                name = Text(ref reader);
            }
            else if (Take(ref reader, "namespace"u8))
            {
                @namespace = Text(ref reader);
            }
            else if (Take(ref reader, "resourceVersion"u8))
            {
                resourceVersion = Text(ref reader);
            }
            else if (Take(ref reader, "uid"u8))
            {
                uid = Text(ref reader);
            }
            else if (Take(ref reader, "labels"u8))
            {
                labels = Map(ref reader);
            }
            else if (Take(ref reader, "annotations"u8))
            {
                annotations = Map(ref reader);
            }
            else if (Take(ref reader, "generation"u8))
            {
                generation = reader.TokenType == JsonTokenType.Null ? 0 : reader.GetInt64();
            }
            else if (Take(ref reader, "creationTimestamp"u8))
            {
                created = Time(ref reader);
            }
            else if (Take(ref reader, "deletionTimestamp"u8))
            {
                deleted = Time(ref reader);
            }
            else if (Take(ref reader, "ownerReferences"u8))
            {
                owners = OwnerReferenceReader.ReadArray(ref reader);
            }
            else if (Take(ref reader, "finalizers"u8))
            {
                finalizers = Texts(ref reader);
            }
            else if (Take(ref reader, "generateName"u8))
            {
                generateName = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new ObjectMeta
        {
            Name = name,
            GenerateName = generateName,
            Namespace = @namespace,
            Uid = uid,
            ResourceVersion = resourceVersion,
            Generation = generation,
            CreationTimestamp = created,
            DeletionTimestamp = deleted,
            Labels = labels,
            Annotations = annotations,
            OwnerReferences = owners,
            Finalizers = finalizers,
        };
    }

    internal static bool Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> property) =>
        reader.ValueTextEquals(property) && reader.Read();

    internal static string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!, // A string token is never null.
        JsonTokenType.Null => "",
        _ => throw new JsonException($"metadata: expected a string at byte {reader.TokenStartIndex}, got {reader.TokenType}."),
    };

    private static DateTimeOffset? Time(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTimeOffset();

    private static IReadOnlyDictionary<string, string> Map(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return ObjectMeta.Empty.Labels;
        }

        Dictionary<string, string>? map = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!; // A property name is never null.
            reader.Read();
            (map ??= new(StringComparer.Ordinal))[key] = Text(ref reader);
        }

        return map ?? ObjectMeta.Empty.Labels;
    }

    private static ImmutableArray<string> Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(Text(ref reader));
        }

        return texts.DrainToImmutable();
    }
}
