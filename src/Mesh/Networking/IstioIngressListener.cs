using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record IstioIngressListener
{
    public SidecarPort? Port { get; init; }

    public string Bind { get; init; } = "";

    public CaptureMode CaptureMode { get; init; }

    public string DefaultEndpoint { get; init; } = "";

    public ServerTlsSettings? Tls { get; init; }

    public ConnectionPoolSettings? ConnectionPool { get; init; }

    internal static IstioIngressListener Read(FieldReader fields) => new()
    {
        Port = fields.Message("port", SidecarPort.Read),
        Bind = fields.Text("bind"),
        CaptureMode = fields.Enum<CaptureMode>("captureMode"),
        DefaultEndpoint = fields.Text("defaultEndpoint"),
        Tls = fields.Message("tls", ServerTlsSettings.Read),
        ConnectionPool = fields.Message("connectionPool", ConnectionPoolSettings.Read),
    };
}
