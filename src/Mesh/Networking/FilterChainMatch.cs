using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The filter chains that a patch applies to.</summary>
public sealed record FilterChainMatch
{
    public string Name { get; init; } = "";

    public string Sni { get; init; } = "";

    public string TransportProtocol { get; init; } = "";

    public string ApplicationProtocols { get; init; } = "";

    public FilterMatch? Filter { get; init; }

    public int DestinationPort { get; init; }

    public string TransportSocket { get; init; } = "";

    internal static FilterChainMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Sni = fields.Text("sni"),
        TransportProtocol = fields.Text("transportProtocol"),
        ApplicationProtocols = fields.Text("applicationProtocols"),
        Filter = fields.Message("filter", FilterMatch.Read),
        DestinationPort = fields.Int32("destinationPort"),
        TransportSocket = fields.Text("transportSocket"),
    };
}
