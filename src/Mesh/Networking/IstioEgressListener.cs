using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record IstioEgressListener
{
    public SidecarPort? Port { get; init; }

    public string Bind { get; init; } = "";

    public CaptureMode CaptureMode { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];

    internal static IstioEgressListener Read(FieldReader fields) => new()
    {
        Port = fields.Message("port", SidecarPort.Read),
        Bind = fields.Text("bind"),
        CaptureMode = fields.Enum<CaptureMode>("captureMode"),
        Hosts = fields.Texts("hosts"),
    };
}
