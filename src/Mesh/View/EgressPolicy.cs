using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;

namespace MeshActors.Mesh.View;

/// <summary>What a sidecar does with traffic to destinations that it does not know.</summary>
/// <param name="Mode">Refuse, or let pass as it is, or let pass by resolving the name that was asked for.</param>
/// <param name="EgressProxy">Where to send what passes; null means to where the client wanted.</param>
public sealed record EgressPolicy(MeshOutboundTrafficPolicyMode Mode, Destination? EgressProxy)
{
    internal static EgressPolicy? Of(Sidecar? sidecar, MeshConfig mesh) => sidecar?.OutboundTrafficPolicy switch
    {
        { } own => new((MeshOutboundTrafficPolicyMode)own.Mode, own.EgressProxy),
        null => mesh.OutboundTrafficPolicy is { } policy ? new(policy.Mode, null) : null,
    };
}
