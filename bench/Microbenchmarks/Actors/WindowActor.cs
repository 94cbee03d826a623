using MeshActors.Actors.Actor;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>Releases the sender after every window of messages.</summary>
internal sealed class WindowActor(int window, SemaphoreSlim done) : UntypedActor
{
    private int _count;

    protected override void OnReceive(object message)
    {
        if (++_count == window)
        {
            _count = 0;
            done.Release();
        }
    }
}
