using System.Collections.Immutable;
using System.Text.Json;

namespace MeshActors.Kubernetes;

internal static class OwnerReferenceReader
{
    public static ImmutableArray<OwnerReference> ReadArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var owners = ImmutableArray.CreateBuilder<OwnerReference>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            owners.Add(Read(ref reader));
        }

        return owners.DrainToImmutable();
    }

    private static OwnerReference Read(ref Utf8JsonReader reader)
    {
        string apiVersion = "", kind = "", name = "", uid = "";
        bool controller = false, blocks = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ObjectMetaReader.Take(ref reader, "apiVersion"u8))
            {
                apiVersion = ObjectMetaReader.Text(ref reader);
            }
            else if (ObjectMetaReader.Take(ref reader, "kind"u8))
            {
                kind = ObjectMetaReader.Text(ref reader);
            }
            else if (ObjectMetaReader.Take(ref reader, "name"u8))
            {
                name = ObjectMetaReader.Text(ref reader);
            }
            else if (ObjectMetaReader.Take(ref reader, "uid"u8))
            {
                uid = ObjectMetaReader.Text(ref reader);
            }
            else if (ObjectMetaReader.Take(ref reader, "controller"u8))
            {
                controller = reader.TokenType == JsonTokenType.True;
            }
            else if (ObjectMetaReader.Take(ref reader, "blockOwnerDeletion"u8))
            {
                blocks = reader.TokenType == JsonTokenType.True;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new OwnerReference(apiVersion, kind, name, uid, controller, blocks);
    }
}
