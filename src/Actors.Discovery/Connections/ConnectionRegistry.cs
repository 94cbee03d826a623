using System.Collections.Concurrent;
using MeshActors.Actors.Discovery.Streams;

namespace MeshActors.Actors.Discovery.Connections;

/// <summary>The proxies connected to this replica, for debug endpoints, metrics and the end. Safe for several threads.</summary>
public sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<string, IActorRef> _connections = new(StringComparer.Ordinal);
    private long _last;

    public int Count => _connections.Count;

    /// <summary>
    /// What every connection is at now. The connections tell it themselves when asked, so that keeping books costs the streams nothing;
    /// one that does not answer in time is left out.
    /// </summary>
    public async Task<IReadOnlyList<ConnectionStatus>> SnapshotAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var answers = await Task.WhenAll(_connections.Values.Select(connection => AskAsync(connection, timeout, cancellationToken))).ConfigureAwait(false);
        return [.. answers.OfType<ConnectionStatus>().OrderBy(status => status.Id, StringComparer.Ordinal)];
    }

    /// <summary>Ends all streams, for instance to hand their proxies to other replicas before this one stops.</summary>
    public void EndAll(RpcStatus status)
    {
        foreach (var connection in _connections.Values)
        {
            connection.Tell(new EndStream(status), ActorRefs.NoSender);
        }
    }

    internal string NextId(string proxyId) => $"{proxyId}-{Interlocked.Increment(ref _last)}";

    internal void Add(string id, IActorRef connection) => _connections[id] = connection;

    internal void Remove(string id) => _connections.TryRemove(id, out _);

    private static async Task<ConnectionStatus?> AskAsync(IActorRef connection, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Ask<ConnectionStatus>(GetConnectionStatus.Instance, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            // It has ended meanwhile, most likely.
            return null;
        }
    }
}
