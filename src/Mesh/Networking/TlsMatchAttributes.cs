using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Conditions on a TLS connection; all of them have to hold.</summary>
public sealed record TlsMatchAttributes
{
    public IReadOnlyList<string> SniHosts { get; init; } = [];

    public IReadOnlyList<string> DestinationSubnets { get; init; } = [];

    public int Port { get; init; }

    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public string SourceNamespace { get; init; } = "";

    internal static TlsMatchAttributes Read(FieldReader fields) => new()
    {
        SniHosts = fields.Texts("sniHosts"),
        DestinationSubnets = fields.Texts("destinationSubnets"),
        Port = fields.Int32("port"),
        SourceLabels = fields.TextMap("sourceLabels"),
        Gateways = fields.Texts("gateways"),
        SourceNamespace = fields.Text("sourceNamespace"),
    };
}
