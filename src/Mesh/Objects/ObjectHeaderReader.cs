using System.Text.Json;

namespace MeshActors.Mesh.Objects;

/// <summary>Reads the head of an object and steps over its content.</summary>
internal static class ObjectHeaderReader
{
    public static ObjectHeader Read(ReadOnlySpan<byte> json)
    {
        var apiVersion = "";
        var kind = "";
        var meta = new ObjectMeta();
        var errors = new List<FieldError>();
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return new ObjectHeader("", "", meta, [new FieldError("", "expected an object")]);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("metadata"u8))
                {
                    meta = ObjectMeta.Read(FieldReader.At("metadata", NextValue(ref reader), errors));
                }
                else if (reader.ValueTextEquals("apiVersion"u8))
                {
                    apiVersion = NextText(ref reader, "apiVersion", errors);
                }
                else if (reader.ValueTextEquals("kind"u8))
                {
                    kind = NextText(ref reader, "kind", errors);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (FieldReader.IsMalformedText(exception))
        {
            errors.Add(new FieldError("", $"malformed JSON: {exception.Message}"));
        }

        return new ObjectHeader(apiVersion, kind, meta, errors);
    }

    private static JsonElement NextValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonElement.ParseValue(ref reader);
    }

    private static string NextText(ref Utf8JsonReader reader, string name, List<FieldError> errors)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString()!;
        }

        errors.Add(new FieldError(name, "expected a string"));
        reader.Skip();
        return "";
    }
}
