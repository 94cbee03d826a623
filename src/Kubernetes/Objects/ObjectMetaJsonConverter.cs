using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes;

/// <summary>Writes only what is set, so that a created object leaves every default to the server.</summary>
internal sealed class ObjectMetaJsonConverter : JsonConverter<ObjectMeta>
{
    public override ObjectMeta Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? ObjectMetaReader.Read(ref reader)
            : throw new JsonException("metadata must be a JSON object.");

    public override void Write(Utf8JsonWriter writer, ObjectMeta value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteText(writer, "name", value.Name);
        WriteText(writer, "generateName", value.GenerateName);
        WriteText(writer, "namespace", value.Namespace);
        WriteText(writer, "uid", value.Uid);
        WriteText(writer, "resourceVersion", value.ResourceVersion);
        if (value.Generation != 0)
        {
            writer.WriteNumber("generation", value.Generation);
        }

        WriteTime(writer, "creationTimestamp", value.CreationTimestamp);
        WriteTime(writer, "deletionTimestamp", value.DeletionTimestamp);
        WriteMap(writer, "labels", value.Labels);
        WriteMap(writer, "annotations", value.Annotations);
        WriteOwners(writer, value);
        if (!value.Finalizers.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("finalizers");
            foreach (var finalizer in value.Finalizers)
            {
                writer.WriteStringValue(finalizer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string property, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(property, value);
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, string property, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteString(property, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, string property, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(property);
        foreach (var (key, value) in map)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteOwners(Utf8JsonWriter writer, ObjectMeta value)
    {
        if (value.OwnerReferences.IsDefaultOrEmpty)
        {
            return;
        }

        writer.WriteStartArray("ownerReferences");
        foreach (var owner in value.OwnerReferences)
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", owner.ApiVersion);
            writer.WriteString("kind", owner.Kind);
            writer.WriteString("name", owner.Name);
            writer.WriteString("uid", owner.Uid);
            writer.WriteBoolean("controller", owner.Controller);
            writer.WriteBoolean("blockOwnerDeletion", owner.BlockOwnerDeletion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
