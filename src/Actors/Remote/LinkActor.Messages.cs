using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Remote;

internal sealed partial class LinkActor
{
    internal sealed record Outbound(RemoteActorRef Target, object Message, IActorRef? Sender);

    internal sealed record WatchRemote(RemoteActorRef Target, IInternalActorRef Watcher);

    internal sealed record UnwatchRemote(RemoteActorRef Target, IInternalActorRef Watcher);

    internal sealed record TellTerminated(RemoteActorRef Watcher, IActorRef Gone);

    internal sealed record Accepted(IReplicaConnection Connection);

    internal sealed record Flush(LinkConnection Connection);

    /// <summary>The first that came over a connection.</summary>
    internal sealed record Heard(LinkConnection Connection);

    internal sealed record SendDone(LinkConnection Connection);

    internal sealed record Ended(LinkConnection Connection, Exception? Cause);

    private sealed record Dialled(int Attempt, IReplicaConnection Connection);

    private sealed record DialFailed(int Attempt, Exception Cause);

    private sealed record Dial
    {
        public static Dial Instance { get; } = new();
    }

    private sealed record Heartbeat
    {
        public static Heartbeat Instance { get; } = new();
    }

    private sealed record GraceOver
    {
        public static GraceOver Instance { get; } = new();
    }
}
