using System.Text.Json;

namespace MeshActors.Mesh.Objects;

/// <summary>
/// Reads objects of the Kubernetes API from JSON. Bad input never throws: it gives errors that name the field. Unknown
/// fields are ignored, as the API server prunes or stores them without meaning.
/// </summary>
public static class ObjectParser
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>Reads an object whose kind its <c>apiVersion</c> and <c>kind</c> tell.</summary>
    public static ParsedObject Parse(ReadOnlyMemory<byte> json) => Parse(null, json);

    /// <summary>Reads an object of a known kind; items of a list carry no <c>kind</c> of their own.</summary>
    public static ParsedObject Parse(ResourceKind? kind, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Parse(kind, document.RootElement);
        }
        catch (Exception exception) when (FieldReader.IsMalformedText(exception))
        {
            return new ParsedObject { Kind = kind, Errors = [new FieldError("", $"malformed JSON: {exception.Message}")] };
        }
    }

    /// <summary>Reads only an object's kind and metadata; its content is stepped over without being kept.</summary>
    public static ObjectHeader ParseMeta(ReadOnlySpan<byte> json) => ObjectHeaderReader.Read(json);

    /// <summary>Reads an object from a document that the caller owns; the result does not refer to it.</summary>
    public static ParsedObject Parse(ResourceKind? kind, JsonElement root)
    {
        var errors = new List<FieldError>();
        var fields = FieldReader.Root(root, errors);
        kind ??= ResourceKinds.FindVersioned(fields.Text("apiVersion"), fields.Text("kind"));
        var meta = ObjectMeta.Read(fields.Child("metadata"));
        if (errors.Count > 0)
        {
            return new ParsedObject { Kind = kind, Meta = meta, Errors = errors };
        }

        if (kind is null || SpecReaders.Find(kind) is not { } reader)
        {
            var reason = $"{fields.Text("apiVersion")} {fields.Text("kind")} is not a kind that the mesh reads";
            return new ParsedObject { Kind = kind, Meta = meta, Errors = [new FieldError("kind", reason)] };
        }

        var read = reader.Read(fields, meta, ContentHash.Of(root, reader.StatusFields));
        return new ParsedObject { Kind = kind, Meta = meta, Object = errors.Count == 0 ? read : null, Errors = errors };
    }
}
