using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>What sidecars do with traffic to unknown hosts.</summary>
public sealed record MeshOutboundTrafficPolicy
{
    public MeshOutboundTrafficPolicyMode Mode { get; init; }

    public ClientTlsSettings? Tls { get; init; }

    internal static MeshOutboundTrafficPolicy Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<MeshOutboundTrafficPolicyMode>("mode"),
        Tls = fields.Message("tls", ClientTlsSettings.Read),
    };
}
