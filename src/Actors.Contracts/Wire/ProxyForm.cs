using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A proxy's node as it travels. Its configuration is read again from the metadata that carries it.</summary>
internal sealed record ProxyForm(ProxyNode Node, IReadOnlyList<string>? Extensions, IReadOnlyDictionary<string, JsonElement> Metadata)
{
    private const string ProxyConfigKey = "PROXY_CONFIG";

    public static ProxyForm Of(ProxyNode node) =>
        new(node with { Extensions = null, ProxyConfig = null, Metadata = FrozenDictionary<string, JsonElement>.Empty }, node.Extensions?.Order(StringComparer.Ordinal).ToArray(), node.Metadata);

    /// <exception cref="WireFormatException">The metadata's proxy configuration cannot be read.</exception>
    public ProxyNode ToNode() => Node with
    {
        Extensions = Extensions?.ToFrozenSet(StringComparer.Ordinal),
        Metadata = Metadata,
        ProxyConfig = Metadata.TryGetValue(ProxyConfigKey, out var config) && config.ValueKind != JsonValueKind.Null ? Read(config) : null,
    };

    private static ProxyConfig Read(JsonElement config)
    {
        var parsed = MeshConfigurationParser.OverlayProxyConfig(new(), Encoding.UTF8.GetBytes(config.GetRawText()));
        return parsed.Value ?? throw new WireFormatException($"metadata {ProxyConfigKey}: {string.Join("; ", parsed.Errors)}");
    }
}
