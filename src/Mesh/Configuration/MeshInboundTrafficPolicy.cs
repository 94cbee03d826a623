using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Where sidecars send traffic to ports that no service declares.</summary>
public sealed record MeshInboundTrafficPolicy
{
    public MeshInboundTrafficPolicyMode Mode { get; init; }

    internal static MeshInboundTrafficPolicy Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<MeshInboundTrafficPolicyMode>("mode"),
    };
}
