using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Json;

/// <summary>JSON nodes to and from UTF-8, as the API sends them: compact, with nothing escaped that need not be.</summary>
internal static class JsonBytes
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    public static byte[] Encode(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string Show(JsonNode? node) => node is null ? "null" : System.Text.Encoding.UTF8.GetString(Encode(node));

    /// <exception cref="JsonException">The bytes are not one JSON value.</exception>
    public static JsonNode? Decode(ReadOnlySpan<byte> bytes) => JsonNode.Parse(bytes, nodeOptions: null, ReadOptions);

    public static JsonObject DecodeObject(ReadOnlySpan<byte> bytes)
        => Decode(bytes) as JsonObject ?? throw new JsonException("The value is not a JSON object.");
}
