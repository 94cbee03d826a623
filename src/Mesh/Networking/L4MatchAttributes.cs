using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Conditions on a TCP connection; all of them have to hold.</summary>
public sealed record L4MatchAttributes
{
    public IReadOnlyList<string> DestinationSubnets { get; init; } = [];

    public int Port { get; init; }

    public string SourceSubnet { get; init; } = "";

    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public string SourceNamespace { get; init; } = "";

    internal static L4MatchAttributes Read(FieldReader fields) => new()
    {
        DestinationSubnets = fields.Texts("destinationSubnets"),
        Port = fields.Int32("port"),
        SourceSubnet = fields.Text("sourceSubnet"),
        SourceLabels = fields.TextMap("sourceLabels"),
        Gateways = fields.Texts("gateways"),
        SourceNamespace = fields.Text("sourceNamespace"),
    };
}
