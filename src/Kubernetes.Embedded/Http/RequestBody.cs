using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Reads the body of a request, bounded, as JSON, YAML or protobuf by its content type.</summary>
internal sealed class RequestBody(long limit)
{
    private const string Protobuf = "application/vnd.kubernetes.protobuf";

    private static readonly SchemaNode DeleteOptionsSchema = BuiltInSchemas.Get("meta.DeleteOptions");

    /// <param name="schema">The schema of the kind, by which a protobuf body is read.</param>
    /// <exception cref="ApiException">The body is too large (413), of another type (415) or malformed (400).</exception>
    public async Task<JsonObject> ReadObjectAsync(HttpContext context, SchemaNode schema)
    {
        var type = MediaType(context.Request);
        if (type == Protobuf && schema.WireFields.Count > 0)
        {
            return ProtobufBody.ToJson(await ReadBytesAsync(context).ConfigureAwait(false), schema);
        }

        if (type is not ("" or "application/json" or "application/yaml" or "text/yaml"))
        {
            throw ApiException.UnsupportedMediaType(
                $"the body of the request was in an unknown format - accepted media types include: application/json, application/yaml (got {type})");
        }

        var node = Parse(await ReadBytesAsync(context).ConfigureAwait(false), type);
        return node as JsonObject ?? throw ApiException.BadRequest("couldn't get version/kind; json parse error: the body must be an object");
    }

    /// <summary>The object of a body that may be left out, such as DeleteOptions.</summary>
    public async Task<JsonObject?> ReadOptionalAsync(HttpContext context)
    {
        var bytes = await ReadBytesAsync(context).ConfigureAwait(false);
        var type = MediaType(context.Request);
        return bytes.Length == 0 ? null : type == Protobuf ? ProtobufBody.ToJson(bytes, DeleteOptionsSchema) : Parse(bytes, type) as JsonObject;
    }

    public async Task<byte[]> ReadBytesAsync(HttpContext context)
    {
        if (context.Request.ContentLength > limit)
        {
            throw ApiException.TooLarge(limit);
        }

        var buffer = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(buffer.GetMemory(4096), context.RequestAborted).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.WrittenSpan.ToArray();
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > limit)
            {
                throw ApiException.TooLarge(limit);
            }
        }
    }

    public static string MediaType(HttpRequest request)
    {
        var type = request.ContentType ?? "";
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim().ToLowerInvariant();
    }

    /// <exception cref="ApiException">The bytes are malformed (400).</exception>
    public static JsonNode? Parse(byte[] bytes, string mediaType)
    {
        try
        {
            return mediaType.Contains("yaml", StringComparison.Ordinal) ? YamlBody.ToJson(bytes) : JsonBytes.Decode(bytes);
        }
        catch (JsonException fault)
        {
            throw ApiException.BadRequest($"the object provided is unrecognized (must be of type JSON): {fault.Message}");
        }
    }
}
