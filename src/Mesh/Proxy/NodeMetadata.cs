using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;

namespace MeshActors.Mesh.Proxy;

/// <summary>Reads the metadata of a node. Values of the wrong type are errors, as in istiod; unknown keys are kept.</summary>
internal sealed class NodeMetadata
{
    public const string Tcp = "TCP";

    public const string Udp = "UDP";

    private readonly FrozenDictionary<string, JsonElement> _values;

    private NodeMetadata(FrozenDictionary<string, JsonElement> values) => _values = values;

    public IReadOnlyDictionary<string, JsonElement> Values => _values;

    public static NodeMetadata Of(Struct? metadata)
    {
        if (metadata is null || metadata.Fields.Count == 0)
        {
            return new(FrozenDictionary<string, JsonElement>.Empty);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            StructJson.Write(writer, metadata);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return new(document.RootElement.EnumerateObject()
            .ToFrozenDictionary(p => p.Name, p => p.Value.Clone(), StringComparer.Ordinal));
    }

    public string Text(string key) =>
        !_values.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw new NodeFormatException($"metadata {key}: expected a string, got {value.GetRawText()}");

    /// <summary>A flag, which proxies send as text; real booleans are taken too.</summary>
    public bool Flag(string key)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return false;
        }

        return (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
            "0" or "f" or "F" or "false" or "FALSE" or "False" or "" or "null" => false,
            var text => throw new NodeFormatException($"metadata {key}: expected true or false, got {text}"),
        };
    }

    /// <summary>A list, which proxies send as text with commas.</summary>
    public IReadOnlyList<string> List(string key) => Text(key) is { Length: > 0 } text ? text.Split(',') : [];

    public IReadOnlyDictionary<string, string> Labels(string key)
    {
        if (!_values.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
        {
            throw new NodeFormatException($"metadata {key}: expected an object of strings, got {value.GetRawText()}");
        }

        return value.EnumerateObject().ToFrozenDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>
    /// <c>POD_PORTS</c>: a JSON array inside a string. Container ports of one protocol by name; one that says no protocol is for
    /// TCP, as it is for Kubernetes.
    /// </summary>
    public IReadOnlyDictionary<string, int> PodPorts(string protocol)
    {
        var text = Text("POD_PORTS");
        if (text.Length == 0)
        {
            return FrozenDictionary<string, int>.Empty;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var ports = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var port in document.RootElement.EnumerateArray().Where(port => Protocol(port) == protocol))
            {
                if (port.TryGetProperty("name", out var name) && name.GetString() is { Length: > 0 } named)
                {
                    ports.TryAdd(named, port.GetProperty("containerPort").GetInt32());
                }
            }

            return ports;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new NodeFormatException($"metadata POD_PORTS: expected a JSON array of ports, got {text}", exception);
        }
    }

    /// <summary><c>PROXY_CONFIG</c>: the proxy's whole configuration, which the mesh's defaults are already part of. Null where it sends none.</summary>
    public ProxyConfig? ProxyConfig()
    {
        if (!_values.TryGetValue("PROXY_CONFIG", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var parsed = MeshConfigurationParser.OverlayProxyConfig(new(), Encoding.UTF8.GetBytes(value.GetRawText()));
        return parsed.Value ?? throw new NodeFormatException($"metadata PROXY_CONFIG: {string.Join("; ", parsed.Errors)}");
    }

    private static string Protocol(JsonElement port) =>
        port.TryGetProperty("protocol", out var protocol) && protocol.GetString() is { Length: > 0 } named ? named : Tcp;
}
