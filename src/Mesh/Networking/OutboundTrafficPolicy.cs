using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>What a sidecar does with traffic to unknown hosts.</summary>
public sealed record OutboundTrafficPolicy
{
    public OutboundTrafficPolicyMode Mode { get; init; }

    public Destination? EgressProxy { get; init; }

    internal static OutboundTrafficPolicy Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<OutboundTrafficPolicyMode>("mode"),
        EgressProxy = fields.Message("egressProxy", Destination.Read),
    };
}
