using MeshActors.Mesh.Authentication;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// Everything that decides the outbound clusters of a scope, but those resolved by DNS: while it stays the same no service has
/// to be looked at. Parts of the view count by reference.
/// </summary>
internal sealed record OutboundSetKey
{
    /// <summary>Null for what is common to all views.</summary>
    public required ScopeDestinations? Destinations { get; init; }

    /// <summary>Stands for the facts of all services; null likewise.</summary>
    public required object? Facts { get; init; }

    /// <summary>The namespace, on which rules depend.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Sidecar that narrows the scope; null for none.</summary>
    public required string? Sidecar { get; init; }

    public required MutualTlsModes Modes { get; init; }

    public required ClusterMeshSettings Mesh { get; init; }

    public required IReadOnlyList<string> TrustDomainAliases { get; init; }

    public required ClusterView View { get; init; }

    public required ClusterMode Mode { get; init; }

    /// <summary>The services that count; null for all.</summary>
    public GatewayDestinations? Only { get; init; }

    /// <summary>By which rules for some workloads are chosen.</summary>
    public required ProjectedLabels Labels { get; init; }

    /// <summary>Leaves out what is large and nearly always the same.</summary>
    public override int GetHashCode() => HashCode.Combine(Destinations, Namespace, Sidecar, Mode, Labels, View.Type);

    public static OutboundSetKey Of(
        TranslationContext context, MutualTlsModes modes, ClusterMeshSettings mesh, ClusterView view, ClusterMode mode, GatewayDestinations? only) => new()
        {
            Destinations = context.Scope.Destinations,
            Facts = context.View.FactsVersion.Stamp,
            Namespace = context.Scope.Namespace,
            Sidecar = context.Scope.Sidecar?.Meta.Name,
            Modes = modes,
            Mesh = mesh,
            TrustDomainAliases = context.View.Mesh.TrustDomainAliases,
            View = view,
            Mode = mode,
            Only = only,
            Labels = ProjectedLabels.Of(context.Node.Labels, context.Scope.SelectingLabels),
        };
}
