using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Everything that decides the queries for a proxy's load assignments, but for services and their rules, services that are local to a node, and its
/// own workload. Parts of the view count by reference.
/// </summary>
internal sealed record EndpointQueryInputs
{
    /// <summary>The namespace, on which rules depend.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Sidecar that narrows the scope; null for none.</summary>
    public required string? Sidecar { get; init; }

    public required MeshGlobals Globals { get; init; }

    public required IReadOnlyList<Config<PeerAuthentication>> Policies { get; init; }

    public required ValueList<NetworkGateway> Gateways { get; init; }

    public required ProxyType Type { get; init; }

    public required string ClusterId { get; init; }

    public required string Network { get; init; }

    public required ValueList<string> RequestedNetworks { get; init; }

    public required ProxyLocality Locality { get; init; }

    /// <summary>By which rules for some workloads are chosen, and places ranked.</summary>
    public required ProjectedLabels Labels { get; init; }

    public required bool HasIpv4 { get; init; }

    public required bool HasIpv6 { get; init; }

    public required bool CanTunnel { get; init; }

    // The latest answer for each proxy: it is asked for at every view, and most changes leave it as it is.
    private static readonly ConditionalWeakTable<ProxyNode, Answer> Known = [];

    public static EndpointQueryInputs Of(TranslationContext context, PlaceLabels places)
    {
        var basis = new Basis(
            context.Scope.Namespace,
            context.Scope.Sidecar?.Meta.Name,
            context.View.Globals,
            context.View.All<PeerAuthentication>(),
            context.View.NetworksStamp,
            places,
            context.Scope.SelectingLabels);
        if (Known.TryGetValue(context.Node, out var known) && known.Basis.IsSame(basis))
        {
            return known.Inputs;
        }

        var inputs = Make(context, places);
        Known.AddOrUpdate(context.Node, new(basis, inputs));
        return inputs;
    }

    private static EndpointQueryInputs Make(TranslationContext context, PlaceLabels places) => new()
    {
        Namespace = context.Scope.Namespace,
        Sidecar = context.Scope.Sidecar?.Meta.Name,
        Globals = context.View.Globals,
        Policies = context.View.All<PeerAuthentication>(),
        Gateways = NetworkGatewayIndex.Of(context.View).Resolved,
        Type = context.Node.Type,
        ClusterId = context.Node.ClusterId,
        Network = context.Node.Network,
        RequestedNetworks = [.. context.Node.RequestedNetworks],
        Locality = context.Node.Locality,
        Labels = ProjectedLabels.Of(context.Node.Labels, [.. places.Names.Union(context.Scope.SelectingLabels)]),
        HasIpv4 = context.Node.HasIpv4,
        HasIpv6 = context.Node.HasIpv6,
        CanTunnel = EndpointQueries.CanTunnel(context.Node),
    };

    /// <summary>Leaves out what is large and nearly always the same.</summary>
    public override int GetHashCode() => HashCode.Combine(Namespace, Sidecar, Labels, Locality, ClusterId, Network, Type);

    private sealed record Answer(Basis Basis, EndpointQueryInputs Inputs);

    /// <summary>What the inputs of one proxy are made of. Objects count by reference.</summary>
    private readonly record struct Basis(
        string Namespace, string? Sidecar, MeshGlobals Globals, object Policies, object Networks, PlaceLabels Places, IReadOnlyList<string> Labels)
    {
        public bool IsSame(in Basis other) =>
            ReferenceEquals(Globals, other.Globals)
            && ReferenceEquals(Policies, other.Policies)
            && ReferenceEquals(Networks, other.Networks)
            && ReferenceEquals(Places, other.Places)
            && ReferenceEquals(Labels, other.Labels)
            && Namespace == other.Namespace
            && Sidecar == other.Sidecar;
    }
}
