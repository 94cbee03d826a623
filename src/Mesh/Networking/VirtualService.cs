using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record VirtualService : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.VirtualService;

    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public IReadOnlyList<HttpRoute> Http { get; init; } = [];

    public IReadOnlyList<TlsRoute> Tls { get; init; } = [];

    public IReadOnlyList<TcpRoute> Tcp { get; init; } = [];

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
