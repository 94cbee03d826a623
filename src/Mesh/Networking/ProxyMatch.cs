using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The proxies that a patch applies to.</summary>
public sealed record ProxyMatch
{
    /// <summary>A regular expression over the proxy's Istio version; empty for all.</summary>
    public string ProxyVersion { get; init; } = "";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal static ProxyMatch Read(FieldReader fields) => new()
    {
        ProxyVersion = fields.Text("proxyVersion"),
        Metadata = fields.TextMap("metadata"),
    };
}
