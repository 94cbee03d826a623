using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Faults to inject into requests.</summary>
public sealed record HttpFaultInjection
{
    public HttpFaultDelay? Delay { get; init; }

    public HttpFaultAbort? Abort { get; init; }

    internal static HttpFaultInjection Read(FieldReader fields) => new()
    {
        Delay = fields.Message("delay", HttpFaultDelay.Read),
        Abort = fields.Message("abort", HttpFaultAbort.Read),
    };
}
