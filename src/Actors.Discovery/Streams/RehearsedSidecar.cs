using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Grpc;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>
/// The other end of a rehearsed stream: asks for what an Envoy asks for, in Envoy's order, reads the names of what comes next out of what it
/// is sent, and accepts everything. Nothing is asked for twice: a mesh that changes meanwhile is followed, not begun with anew.
/// </summary>
internal sealed class RehearsedSidecar(Action<DeltaDiscoveryRequest> send) : IAsyncStreamWriter<EncodedMessage>
{
    private readonly TaskCompletionSource _configured = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // A type that is taken whole is one name, the empty one.
    private readonly HashSet<(string Type, string Name)> _asked = [];
    private readonly HashSet<(string Type, string Name)> _awaited = [];

    /// <summary>Completes when it has all that it asked for.</summary>
    public Task Configured => _configured.Task;

    public void Connect(Node node) => Ask(XdsType.Cluster, [""], node);

    public ValueTask WriteAsync(EncodedMessage message, CancellationToken cancellationToken = default) =>
        WriteEncodedAsync(message, cancellationToken);

    public ValueTask WriteEncodedAsync(EncodedMessage message, CancellationToken cancellationToken = default)
    {
        Take(DeltaDiscoveryResponse.Parser.ParseFrom(message.ToContiguous().Span));
        return ValueTask.CompletedTask;
    }

    private void Take(DeltaDiscoveryResponse response)
    {
        send(new() { TypeUrl = response.TypeUrl, ResponseNonce = response.Nonce });
        _awaited.Remove((response.TypeUrl, ""));
        foreach (var resource in response.Resources)
        {
            _awaited.Remove((response.TypeUrl, resource.Name));
        }

        foreach (var name in response.RemovedResources)
        {
            _awaited.Remove((response.TypeUrl, name));
        }

        switch (XdsTypes.Find(response.TypeUrl))
        {
            case XdsType.Cluster:
                Ask(XdsType.Endpoint, response.Resources.Select(r => r.Resource_.Unpack<Cluster>()).SelectMany(AssignmentOf));
                Ask(XdsType.Listener, [""]);
                Ask(XdsType.NameTable, [""]);
                break;
            case XdsType.Listener:
                Ask(XdsType.Route, response.Resources.Select(r => r.Resource_.Unpack<Listener>()).SelectMany(RoutesOf));
                break;
        }

        if (_awaited.Count == 0)
        {
            _configured.TrySetResult();
        }
    }

    private void Ask(XdsType type, IEnumerable<string> names, Node? node = null)
    {
        var request = new DeltaDiscoveryRequest { Node = node, TypeUrl = XdsTypes.UrlOf(type) };
        string[] news = [.. names.Where(name => _asked.Add((request.TypeUrl, name)))];
        if (news.Length > 0)
        {
            _awaited.UnionWith(news.Select(name => (request.TypeUrl, name)));
            request.ResourceNamesSubscribe.AddRange(news.Where(name => name.Length > 0));
            send(request);
        }
    }

    private static IEnumerable<string> AssignmentOf(Cluster cluster) =>
        cluster.Type != Cluster.Types.DiscoveryType.Eds ? []
        : cluster.EdsClusterConfig?.ServiceName is { Length: > 0 } name ? [name]
        : [cluster.Name];

    private static IEnumerable<string> RoutesOf(Listener listener) =>
        from chain in listener.DefaultFilterChain is { } last ? listener.FilterChains.Append(last) : listener.FilterChains
        from filter in chain.Filters
        where filter.TypedConfig?.Is(HttpConnectionManager.Descriptor) == true
        let manager = filter.TypedConfig.Unpack<HttpConnectionManager>()
        where manager.Rds is not null
        select manager.Rds.RouteConfigName;
}
