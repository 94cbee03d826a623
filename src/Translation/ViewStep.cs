using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Security;
using TelemetrySpec = MeshActors.Mesh.Telemetry.Telemetry;

namespace MeshActors.Translation;

/// <summary>
/// Tells of a step from one view to the next which of a proxy's resources it leaves as they are, without translating them: most changes are
/// to one kind, and most types do not read it. To be wrong on the side of translating is a matter of speed only.
/// </summary>
public static class ViewStep
{
    private static readonly IReadOnlySet<ResourceKind> NotInClusters =
        new HashSet<ResourceKind> { VirtualService.Kind, AuthorizationPolicy.Kind, TelemetrySpec.Kind };

    // Routes for HTTP are resources of their own; those for TCP and TLS are compared with the scope.
    private static readonly IReadOnlySet<ResourceKind> NotInListeners = new HashSet<ResourceKind> { VirtualService.Kind };

    private static readonly IReadOnlySet<ResourceKind> NotInNameTables = new HashSet<ResourceKind>
    {
        VirtualService.Kind, DestinationRule.Kind, EnvoyFilter.Kind, PeerAuthentication.Kind, RequestAuthentication.Kind, AuthorizationPolicy.Kind,
        TelemetrySpec.Kind,
    };

    /// <summary>Whether all resources of the type are the same in both views.</summary>
    /// <param name="type">A type that the proxy gets whole.</param>
    /// <param name="before">The proxy in the earlier view.</param>
    /// <param name="now">The same proxy in the later view.</param>
    public static bool Leaves(XdsType type, TranslationContext before, TranslationContext now)
    {
        // What a gateway serves depends on VirtualServices through and through.
        if (now.Node.Type != ProxyType.Sidecar || !ReferenceEquals(before.Node, now.Node))
        {
            return false;
        }

        var delta = now.View.DeltaFrom(before.View);
        return !delta.GlobalsChanged
            && !delta.NamespacesDiffer
            && delta.Services.Count == 0
            && now.Scope.HasSameListeners(before.Scope)
            && type switch
            {
                XdsType.Cluster => delta.Kinds.IsSubsetOf(NotInClusters) && now.Scope.Destinations.Equals(before.Scope.Destinations),
                XdsType.Listener => delta.Kinds.IsSubsetOf(NotInListeners)
                    && now.Scope.Destinations.Equals(before.Scope.Destinations)
                    && now.Scope.HasSameRawRoutes(before.Scope),
                XdsType.NameTable => delta.Kinds.IsSubsetOf(NotInNameTables),
                _ => false,
            };
    }
}
