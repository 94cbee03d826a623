using MeshActors.Actors.Actor;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>Counts what it is told, and says when it has had enough; echoes what carries a sender.</summary>
internal sealed class CountingActor(int enough, TaskCompletionSource done) : UntypedActor
{
    private int _count;

    protected override void OnReceive(object message)
    {
        if (++_count == enough)
        {
            _count = 0;
            done.TrySetResult();
        }
    }
}
