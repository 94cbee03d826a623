using MeshActors.Grpc.Health;

namespace MeshActors.Host.Replicas;

/// <summary>Whether proxies may be sent here: from the first complete view, and the rehearsal on it, until the drain begins.</summary>
internal sealed class ReplicaHealth
{
    private volatile ReplicaActors? _actors;
    private volatile StartRehearsal? _rehearsal;
    private volatile bool _draining;
    private volatile bool _ready;

    /// <summary>The same over gRPC.</summary>
    public HealthService Grpc { get; } = new();

    public ReplicaHealth() => Grpc.SetStatus("", ServingStatus.NotServing);

    public void Follow(ReplicaActors actors, StartRehearsal rehearsal) => (_rehearsal, _actors) = (rehearsal, actors);

    public void BeginDrain()
    {
        _draining = true;
        Grpc.SetStatus("", ServingStatus.NotServing);
    }

    /// <summary>Null when ready; otherwise what is waited for.</summary>
    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        if (_draining)
        {
            return "draining";
        }

        if (_ready)
        {
            return null;
        }

        if (_actors is not { } actors)
        {
            return "starting";
        }

        if (await actors.WhyNotWholeAsync(cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return reason;
        }

        if (_rehearsal is { IsOver: false })
        {
            return "rehearsing the service of a sidecar";
        }

        _ready = true;
        if (!_draining)
        {
            Grpc.SetStatus("", ServingStatus.Serving);
        }

        return null;
    }
}
