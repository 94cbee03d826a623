using System.Threading.Channels;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.TestKit;

/// <summary>The actor behind a <see cref="TestProbe"/>.</summary>
internal sealed class ProbeActor(ChannelWriter<(object Message, IActorRef? Sender)> received) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case WatchThis watch:
                Context.Watch(watch.Subject);
                break;
            case UnwatchThis unwatch:
                Context.Unwatch(unwatch.Subject);
                break;
            default:
                received.TryWrite((message, Cell.SenderOrNull));
                break;
        }
    }

    internal sealed record WatchThis(IActorRef Subject);

    internal sealed record UnwatchThis(IActorRef Subject);
}
