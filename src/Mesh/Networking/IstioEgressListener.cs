using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Services that a sidecar can reach.</summary>
public sealed record IstioEgressListener
{
    public SidecarPort? Port { get; init; }

    public string Bind { get; init; } = "";

    public CaptureMode CaptureMode { get; init; }

    /// <summary>Services as <c>namespace/dnsName</c>, where <c>.</c>, <c>~</c> and <c>*</c> stand for namespaces.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    internal static IstioEgressListener Read(FieldReader fields) => new()
    {
        Port = fields.Message("port", SidecarPort.Read),
        Bind = fields.Text("bind"),
        CaptureMode = fields.Enum<CaptureMode>("captureMode"),
        Hosts = fields.Texts("hosts"),
    };
}
