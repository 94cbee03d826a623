using System.Collections.Concurrent;
using System.Globalization;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Translation;

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
        var answers = await AskAllAsync<ConnectionStatus>(GetConnectionStatus.Instance, timeout, cancellationToken).ConfigureAwait(false);
        return [.. answers.OrderBy(status => status.Id, StringComparer.Ordinal)];
    }

    /// <summary>What every proxy is to hold of some types; one that does not answer in time is left out.</summary>
    public async Task<IReadOnlyList<HeldResources>> HeldAsync(
        IReadOnlyCollection<XdsType> types, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var answers = await AskAllAsync<HeldResources>(new GetHeldResources(types), timeout, cancellationToken).ConfigureAwait(false);
        return [.. answers.OrderBy(held => held.Connection.Id, StringComparer.Ordinal)];
    }

    /// <summary>What one proxy is to hold of some types; null where it is not connected here, or does not answer in time.</summary>
    /// <param name="proxyId">
    /// The proxy's or the connection's id, or, as istiod has it, any part of that. An exact match goes before a partial one, a later
    /// connection before an earlier one.
    /// </param>
    /// <param name="types">What to tell of.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<HeldResources?> FindAsync(
        string proxyId, IReadOnlyCollection<XdsType> types, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var found = _connections.Keys
            .Where(id => id.Contains(proxyId, StringComparison.Ordinal))
            .OrderByDescending(id => id == proxyId || ProxyIdOf(id) == proxyId)
            .ThenByDescending(NumberOf)
            .FirstOrDefault();
        return found is not null && _connections.TryGetValue(found, out var connection)
            ? AskAsync<HeldResources>(connection, new GetHeldResources(types), timeout, cancellationToken)
            : Task.FromResult<HeldResources?>(null);
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

    // Written by NextId.
    private static string ProxyIdOf(string id) => id[..id.LastIndexOf('-')];

    private static long NumberOf(string id) => long.Parse(id.AsSpan(id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    private async Task<IEnumerable<T>> AskAllAsync<T>(object question, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class
    {
        var answers = await Task.WhenAll(_connections.Values.Select(connection => AskAsync<T>(connection, question, timeout, cancellationToken))).ConfigureAwait(false);
        return answers.OfType<T>();
    }

    private static async Task<T?> AskAsync<T>(IActorRef connection, object question, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await connection.Ask<T>(question, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            // It has ended meanwhile, most likely.
            return null;
        }
    }
}
