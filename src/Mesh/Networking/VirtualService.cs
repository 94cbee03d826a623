using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>How requests to hosts are routed.</summary>
public sealed record VirtualService : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.VirtualService;

    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The gateways that the routes apply to; <c>mesh</c> for sidecars, empty for sidecars alone.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    public IReadOnlyList<HttpRoute> Http { get; init; } = [];

    public IReadOnlyList<TlsRoute> Tls { get; init; } = [];

    public IReadOnlyList<TcpRoute> Tcp { get; init; } = [];

    /// <summary>The namespaces that see the routes; empty for the mesh's default.</summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];

    internal static VirtualService Read(FieldReader fields) => new()
    {
        Hosts = fields.Texts("hosts"),
        Gateways = fields.Texts("gateways"),
        Http = fields.Messages("http", HttpRoute.Read),
        Tls = fields.Messages("tls", TlsRoute.Read),
        Tcp = fields.Messages("tcp", TcpRoute.Read),
        ExportTo = fields.Texts("exportTo"),
    };
}
