using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Watching;

/// <summary>Where a watcher reads the objects of one kind: an API server, or a test's memory.</summary>
public interface IObjectSource
{
    /// <summary>Tells what there is and then what changes, one event at a time, until cancelled. Failures are retried inside.</summary>
    Task RunAsync(string cluster, ResourceKind kind, Action<SourceEvent> deliver, CancellationToken cancellationToken);
}

/// <summary>What a source tells.</summary>
public abstract record SourceEvent
{
    private protected SourceEvent()
    {
    }

    public sealed record Upserted(WatchedObject Object) : SourceEvent;

    public sealed record Deleted(string Namespace, string Name) : SourceEvent;

    /// <summary>Everything that there was at the time of the list has been told.</summary>
    public sealed record Synced : SourceEvent;
}
