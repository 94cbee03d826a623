using System.Diagnostics;
using Envoy.Config.Core.V3;
using MeshActors.Grpc;
using MeshActors.Http2.Polling;
using MeshActors.XdsLoad.Measuring;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>
/// A simulated sidecar on a connection of its own. It asks as Envoy does: clusters, then their load assignments; when those
/// are there listeners, and then the routes that these name. It acknowledges everything.
/// </summary>
internal sealed class Sidecar(int number, Node node, LoadServer server, PollLoop loop, Receipts receipts)
{
    private static readonly Dictionary<string, string> NothingHeld = new(StringComparer.Ordinal);

    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal)
    {
        [XdsTypes.Cluster] = new(),
        [XdsTypes.Endpoint] = new(),
        [XdsTypes.Listener] = new(),
        [XdsTypes.Route] = new(),
    };

    private bool _listenersAsked;

    /// <summary>Resources held now.</summary>
    public int Resources => _types.Values.Sum(type => type.Versions.Count);

    /// <summary>Bytes received on this connection.</summary>
    public long Received { get; private set; }

    /// <summary>When everything that was asked for had come, as a time stamp; set anew with every connection.</summary>
    public TaskCompletionSource<long> Complete { get; private set; } = New();

    private NamedType Clusters => _types[XdsTypes.Cluster];

    private NamedType Endpoints => _types[XdsTypes.Endpoint];

    private NamedType Listeners => _types[XdsTypes.Listener];

    private NamedType Routes => _types[XdsTypes.Route];

    /// <summary>Connects and follows until cancelled. What an earlier connection brought is still held and said so.</summary>
    /// <exception cref="RpcException">The server refuses or breaks the stream.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Complete = New();
        Received = 0;
        _listenersAsked = false;
        foreach (var type in _types.Values)
        {
            type.Reconnect(forgets: server.IsStateOfTheWorld);
        }

        await loop.Turn();
        try
        {
            using var stream = await server.OpenAsync(loop, cancellationToken);
            stream.SubscribeAll(XdsTypes.Cluster, node, Clusters.Versions);
            if (Clusters.Versions.Count > 0)
            {
                // A server that has nothing newer does not answer: what is held stands.
                AskAgain(stream);
            }

            while (await stream.ReadAsync(cancellationToken))
            {
                Received = stream.Received;
                Handle(stream);

                // Its answer goes out with the next read, and not before the others that share its thread have received what came for them.
                await loop.Turn();
            }

            throw new IOException("the server has ended the stream");
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Complete.TrySetException(exception);
            throw;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The load test ends the connection.
        }
    }

    private static TaskCompletionSource<long> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void AskAgain(SidecarStream stream)
    {
        stream.Subscribe(XdsTypes.Endpoint, Endpoints.Wanted, [.. Endpoints.Wanted], [], Endpoints.Versions);
        _listenersAsked = true;
        stream.SubscribeAll(XdsTypes.Listener, null, Listeners.Versions);
        stream.Subscribe(XdsTypes.Route, Routes.Wanted, [.. Routes.Wanted], [], Routes.Versions);
        Complete.TrySetResult(Stopwatch.GetTimestamp());
    }

    private void Handle(SidecarStream stream)
    {
        var response = stream.Response;
        if (!_types.TryGetValue(response.TypeUrl, out var type))
        {
            return;
        }

        type.Take(response, whole: server.IsStateOfTheWorld && response.TypeUrl is XdsTypes.Cluster or XdsTypes.Listener);
        receipts.Received(number, response);
        stream.Acknowledge(type.Wanted);
        if (type == Clusters)
        {
            Follow(stream, XdsTypes.Endpoint, Endpoints, Clusters);
        }
        else if (type == Listeners)
        {
            Follow(stream, XdsTypes.Route, Routes, Listeners);
        }

        if (!_listenersAsked && Clusters.HasAnswer && Endpoints.HasAll)
        {
            _listenersAsked = true;
            stream.SubscribeAll(XdsTypes.Listener, null, NothingHeld);
        }

        if (Endpoints.HasAll && Listeners.HasAnswer && Routes.HasAll)
        {
            Complete.TrySetResult(Stopwatch.GetTimestamp());
        }
    }

    private static void Follow(SidecarStream stream, string typeUrl, NamedType followers, NamedType owners)
    {
        var (added, removed) = followers.Want(owners);
        if (added.Count + removed.Count > 0)
        {
            stream.Subscribe(typeUrl, followers.Wanted, added, removed, NothingHeld);
        }
    }
}
