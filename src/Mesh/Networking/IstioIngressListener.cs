using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A port that a sidecar listens on for its workload.</summary>
public sealed record IstioIngressListener
{
    public SidecarPort? Port { get; init; }

    public string Bind { get; init; } = "";

    public CaptureMode CaptureMode { get; init; }

    /// <summary>Where the traffic goes: <c>127.0.0.1:port</c>, <c>0.0.0.0:port</c> or <c>unix:///path</c>.</summary>
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
