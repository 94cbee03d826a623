using System.Collections.Concurrent;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// What queries have in common that <see cref="EndpointQueryInputs"/> decide: worked out once for all clusters of such proxies.
/// </summary>
internal sealed class QueryBasis(TranslationContext context)
{
    private readonly ConcurrentDictionary<string, MutualTlsRules> _mutualTls = new(StringComparer.Ordinal);

    public ClusterLocalHosts ClusterLocal { get; } = ClusterLocalHosts.Of(context.View.Globals);

    public NetworkPaths? Paths { get; } = NetworkGatewayIndex.Of(context.View).PathsOf(context.Node, forDns: false);

    /// <summary>Those that the proxy asked for; empty for all.</summary>
    public ValueList<string> Networks { get; } = [.. context.Node.RequestedNetworks];

    public bool CanTunnel { get; } = EndpointQueries.CanTunnel(context.Node);

    /// <summary>What the policies of a namespace say where no DestinationRule commands.</summary>
    public MutualTlsRules MutualTlsOf(MeshView view, string ns) =>
        _mutualTls.GetOrAdd(ns, static (ns, view) => MutualTlsRulesBuilder.OfNamespace(view, ns), view);
}
