using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Grpc;

/// <summary>
/// Resources for gRPC clients and servers that speak xDS themselves. They ask for everything by name and understand less than
/// Envoy does.
/// </summary>
/// <param name="routes">Shared with Envoy's routes, which are made the same way.</param>
public sealed class GrpcTranslator(RouteTranslator routes)
{
    private readonly Memo<GrpcListenerInputs, EncodedResource> _listeners = new();
    private readonly Memo<GrpcServerInputs, EncodedResource> _servers = new();
    private readonly Memo<GrpcClusterInputs, EncodedResource> _clusters = new();

    /// <param name="context">The proxy and what it sees.</param>
    /// <param name="names"><c>host</c> or <c>host:port</c> for clients, <c>xds.istio.io/grpc/lds/inbound/address:port</c> for servers; none means all services.</param>
    /// <param name="targets">The service ports that the proxy's workload serves.</param>
    /// <param name="authorization">Who may call servers.</param>
    public IReadOnlyList<EncodedResource> Listeners(
        TranslationContext context, IReadOnlyCollection<string> names, IReadOnlyList<ServiceTarget> targets, IGrpcAuthorization authorization)
    {
        var wanted = new GrpcListenerNames(names, context.Node);
        var features = context.View.Mesh.Features;
        var clients = GrpcListeners.For(context.Scope, AddressView.Of(context.Node, features), features, wanted).Select(inputs => _listeners.GetOrAdd(inputs, GrpcListeners.Encode));
        var servers = GrpcServers.For(context, wanted, targets, authorization).Select(inputs => _servers.GetOrAdd(inputs, GrpcServers.Encode));
        return [.. clients, .. servers];
    }

    /// <param name="context">The proxy and what it sees.</param>
    /// <param name="names">Cluster names without subset; others are ignored.</param>
    public IReadOnlyList<EncodedResource> Routes(TranslationContext context, IReadOnlyCollection<string> names) =>
        routes.TranslateForGrpc(context, names);

    /// <param name="context">The proxy and what it sees.</param>
    /// <param name="names">Cluster names; those of unknown services, ports and subsets are ignored.</param>
    public IReadOnlyList<EncodedResource> Clusters(TranslationContext context, IReadOnlyCollection<string> names) =>
        [.. GrpcClusters.For(context, names).Select(inputs => _clusters.GetOrAdd(inputs, GrpcClusters.Encode))];

    /// <summary>Forgets what no proxy asked for lately.</summary>
    public void Sweep()
    {
        _listeners.Sweep();
        _servers.Sweep();
        _clusters.Sweep();
    }
}
