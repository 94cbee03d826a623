using System.Text.Json.Nodes;
using System.Threading.Channels;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>
/// The objects of the API server. Readers take the immutable <see cref="State"/>; all writes pass through one loop that
/// numbers them, journals them in groups, swaps the state and tells the watchers, in that order. So a read that
/// follows a completed write sees it, and every watcher sees the writes of a resource in one order without gaps.
/// </summary>
public sealed class ObjectStore : IAsyncDisposable
{
    private const int GroupLimit = 256;

    private readonly StoreOptions _options;
    private readonly Channel<StoreCommand> _commands = Channel.CreateBounded<StoreCommand>(4096);
    private readonly Dictionary<ResourceId, WatchHub> _hubs = [];
    private readonly Journal? _journal;
    private readonly long _firstRevision;
    private readonly Task _writer;
    private volatile StoreState _state;

    public ObjectStore(StoreOptions options)
    {
        _options = options;
        if (options.DataFolder is { } folder)
        {
            (_journal, _state) = Journal.Open(folder, options.FlushToDisk);
        }
        else
        {
            _state = StoreState.Empty;
        }

        _firstRevision = _state.Revision;
        _writer = Task.Run(WriteLoopAsync);
    }

    /// <summary>Everything that is stored now.</summary>
    public StoreState State => _state;

    /// <summary>Stores an object. The node passes into the store's ownership; its resourceVersion is set here.</summary>
    /// <param name="expected">The revision that must be stored now; 0 where the object must not exist; null for either.</param>
    /// <exception cref="StoreConflictException">The stored object is not the expected one.</exception>
    public Task<StoreEvent> PutAsync(ResourceId resource, StoreKey key, JsonObject node, long? expected, CancellationToken cancellation = default)
        => CommitAsync(new StoreCommand.Commit(resource, key, node, expected, Delete: false), cancellation);

    /// <summary>Deletes an object; watchers are told <paramref name="final"/> as its last state.</summary>
    /// <exception cref="StoreConflictException">The stored object is not the expected one, or there is none.</exception>
    public Task<StoreEvent> DeleteAsync(ResourceId resource, StoreKey key, JsonObject final, long? expected, CancellationToken cancellation = default)
        => CommitAsync(new StoreCommand.Commit(resource, key, final, expected, Delete: true), cancellation);

    /// <summary>Begins to watch a resource after a revision; null means from now on.</summary>
    /// <exception cref="WatchExpiredException">The history no longer reaches back that far.</exception>
    public async Task<StoreWatch> WatchAsync(ResourceId resource, long? after, CancellationToken cancellation = default)
    {
        var command = new StoreCommand.Subscribe(resource, after);
        await _commands.Writer.WriteAsync(command, cancellation).ConfigureAwait(false);
        return await command.Done.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _commands.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        _journal?.Dispose();
    }

    internal void Release(StoreWatch watch)
    {
        watch.Complete();
        var release = new StoreCommand.Unsubscribe(watch);
        if (!_commands.Writer.TryWrite(release))
        {
            // Full or closed. When it is only full, the hub lets go of the completed watch at its next event.
            return;
        }
    }

    private async Task<StoreEvent> CommitAsync(StoreCommand.Commit command, CancellationToken cancellation)
    {
        await _commands.Writer.WriteAsync(command, cancellation).ConfigureAwait(false);
        return await command.Done.Task.ConfigureAwait(false);
    }

    private async Task WriteLoopAsync()
    {
        var accepted = new List<(StoreCommand.Commit Command, StoreEvent Change)>();
        while (await _commands.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var state = _state;
            while (accepted.Count < GroupLimit && _commands.Reader.TryRead(out var command))
            {
                if (command is StoreCommand.Commit commit)
                {
                    if (Decide(state, commit) is { } change)
                    {
                        state = state.With(change);
                        accepted.Add((commit, change));
                    }
                }
                else
                {
                    Publish(accepted, ref state);
                    Serve(command, state);
                }
            }

            Publish(accepted, ref state);
        }

        foreach (var hub in _hubs.Values)
        {
            hub.CompleteAll();
        }
    }

    private static StoreEvent? Decide(StoreState state, StoreCommand.Commit commit)
    {
        var current = state.Find(commit.Resource, commit.Key);
        if ((commit.Expected is { } expected && expected != (current?.Revision ?? 0)) || (commit.Delete && current is null))
        {
            commit.Done.SetException(new StoreConflictException(commit.Resource, commit.Key, current));
            return null;
        }

        var type = commit.Delete ? StoreEventType.Deleted : current is null ? StoreEventType.Added : StoreEventType.Modified;
        return new StoreEvent(type, StoredObject.From(commit.Resource, commit.Key, state.Revision + 1, commit.Node), current);
    }

    private void Publish(List<(StoreCommand.Commit Command, StoreEvent Change)> accepted, ref StoreState state)
    {
        if (accepted.Count == 0)
        {
            return;
        }

        try
        {
            _journal?.Append(accepted.Select(a => a.Change), state);
        }
        catch (IOException fault)
        {
            // Nothing of this group may be seen: what is not on disk did not happen.
            accepted.ForEach(a => a.Command.Done.SetException(fault));
            accepted.Clear();
            state = _state;
            return;
        }

        _state = state;
        foreach (var (command, change) in accepted)
        {
            Hub(command.Resource).Publish(change);
            command.Done.SetResult(change);
        }

        accepted.Clear();
    }

    private void Serve(StoreCommand command, StoreState state)
    {
        switch (command)
        {
            case StoreCommand.Subscribe subscribe:
                try
                {
                    var hub = Hub(subscribe.Resource);
                    IReadOnlyList<StoreEvent> backlog = subscribe.After is { } after ? hub.Since(after) : [];
                    var watch = new StoreWatch(this, subscribe.Resource, state, backlog, _options.WatcherQueue);
                    hub.Add(watch);
                    subscribe.Done.SetResult(watch);
                }
                catch (WatchExpiredException fault)
                {
                    subscribe.Done.SetException(fault);
                }

                break;
            case StoreCommand.Unsubscribe unsubscribe:
                Hub(unsubscribe.Watch.Resource).Remove(unsubscribe.Watch);
                break;
        }
    }

    private WatchHub Hub(ResourceId resource)
    {
        if (!_hubs.TryGetValue(resource, out var hub))
        {
            _hubs.Add(resource, hub = new WatchHub(_options.HistoryPerResource, _options.HistoryBytesPerResource, _firstRevision));
        }

        return hub;
    }
}
