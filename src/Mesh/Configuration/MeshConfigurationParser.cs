using System.Text.Json;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>
/// Reads the mesh's own configuration, which comes as text in a ConfigMap or an annotation, from its JSON form. Unknown
/// fields are ignored.
/// </summary>
/// <remarks>
/// Overlaying follows Istio: a field that is present replaces the default whole, be it a message, a list or a map. Merged
/// are only <c>defaultConfig</c> (field by field, its <c>proxyMetadata</c> key by key), <c>defaultProviders</c> (field by
/// field), <c>extensionProviders</c> (by name) and <c>trustDomainAliases</c> (the union).
/// </remarks>
public static class MeshConfigurationParser
{
    /// <summary>Lays a mesh configuration over <see cref="MeshConfigDefaults.Mesh"/>.</summary>
    public static Parsed<MeshConfig> ParseMeshConfig(ReadOnlyMemory<byte> json) => OverlayMeshConfig(MeshConfigDefaults.Mesh, json);

    /// <summary>Lays a mesh configuration over another one.</summary>
    public static Parsed<MeshConfig> OverlayMeshConfig(MeshConfig defaults, ReadOnlyMemory<byte> json) =>
        Read(json, fields => MeshConfig.Read(fields, defaults));

    /// <summary>Lays the configuration of one proxy, as an annotation holds it, over that of its mesh.</summary>
    public static Parsed<ProxyConfig> OverlayProxyConfig(ProxyConfig defaults, ReadOnlyMemory<byte> json) =>
        Read(json, fields => ProxyConfig.Read(fields, defaults));

    /// <summary>Reads the networks of the mesh.</summary>
    public static Parsed<MeshNetworks> ParseMeshNetworks(ReadOnlyMemory<byte> json) => Read(json, MeshNetworks.Read);

    private static Parsed<T> Read<T>(ReadOnlyMemory<byte> json, Func<FieldReader, T> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var errors = new List<FieldError>();
            var value = read(FieldReader.Root(document.RootElement, errors));
            return errors.Count == 0 ? new Parsed<T>(value, []) : new Parsed<T>(null, errors);
        }
        catch (Exception exception) when (FieldReader.IsMalformedText(exception))
        {
            return new Parsed<T>(null, [new FieldError("", $"malformed JSON: {exception.Message}")]);
        }
    }
}
