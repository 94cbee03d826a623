using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>One port of a gateway and the hosts behind it.</summary>
public sealed record Server
{
    public Port? Port { get; init; }

    public string Bind { get; init; } = "";

    /// <summary>Hosts as <c>namespace/dnsName</c> or <c>dnsName</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public ServerTlsSettings? Tls { get; init; }

    public string DefaultEndpoint { get; init; } = "";

    public string Name { get; init; } = "";

    internal static Server Read(FieldReader fields) => new()
    {
        Port = fields.Message("port", Port.Read),
        Bind = fields.Text("bind"),
        Hosts = fields.Texts("hosts"),
        Tls = fields.Message("tls", ServerTlsSettings.Read),
        DefaultEndpoint = fields.Text("defaultEndpoint"),
        Name = fields.Text("name"),
    };
}
