using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record ProxyMatch
{
    public string ProxyVersion { get; init; } = "";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal static ProxyMatch Read(FieldReader fields) => new()
    {
        ProxyVersion = fields.Text("proxyVersion"),
        Metadata = fields.TextMap("metadata"),
    };
}
