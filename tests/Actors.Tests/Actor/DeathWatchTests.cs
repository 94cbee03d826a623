using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Tests.Actor;

public sealed class DeathWatchTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    [Fact]
    public async Task Watch_OfAnActorThatIsGone_TellsAtOnce()
    {
        var actor = _kit.ActorOf(() => new Idle());
        await actor.GracefulStop(TimeSpan.FromSeconds(1));

        await _kit.TestActor.WatchAsync(actor);

        await _kit.TestActor.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Unwatch_BeforeTheEnd_IsSilent()
    {
        var actor = _kit.ActorOf(() => new Idle());
        await _kit.TestActor.WatchAsync(actor);
        await _kit.TestActor.UnwatchAsync(actor);

        await actor.GracefulStop(TimeSpan.FromSeconds(1));

        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Watch_Twice_TellsOnce()
    {
        var actor = _kit.ActorOf(() => new Idle());
        await _kit.TestActor.WatchAsync(actor);
        await _kit.TestActor.WatchAsync(actor);

        _kit.Sys.Stop(actor);

        await _kit.TestActor.ExpectTerminatedAsync(actor);
        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task WatchWith_TellsTheMessageGiven()
    {
        var subject = _kit.ActorOf(() => new Idle());
        _kit.ActorOf(() => new Watcher(subject, "gone", _kit.TestActor.Ref));
        await _kit.AwaitQuiescenceAsync();

        _kit.Sys.Stop(subject);

        await _kit.TestActor.ExpectMsgAsync("gone");
    }

    [Fact]
    public async Task Terminated_ThatIsNotHandled_TakesTheWatcherWithIt()
    {
        var subject = _kit.ActorOf(() => new Idle());
        var watcher = _kit.ActorOf(() => new Watcher(subject, null, _kit.TestActor.Ref));
        await _kit.TestActor.WatchAsync(watcher);

        _kit.Sys.Stop(subject);

        await _kit.TestActor.ExpectTerminatedAsync(watcher);
    }

    [Fact]
    public async Task Terminated_ThatIsForged_IsNotDelivered()
    {
        var subject = _kit.ActorOf(() => new Idle());

        _kit.TestActor.Ref.Tell(new Terminated(subject, true, false));

        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Name_OfAChildThatIsGone_CanBeUsedAgainByAnotherIncarnation()
    {
        var first = _kit.ActorOf(() => new Idle(), "name");
        await first.GracefulStop(TimeSpan.FromSeconds(1));
        await _kit.AwaitQuiescenceAsync();

        var second = _kit.ActorOf(() => new Idle(), "name");

        second.Path.ToString().ShouldBe(first.Path.ToString());
        second.ShouldNotBe(first);
    }

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Watcher(IActorRef subject, object? message, IActorRef probe) : UntypedActor
    {
        protected override void PreStart()
        {
            if (message is null)
            {
                Context.Watch(subject);
            }
            else
            {
                Context.WatchWith(subject, message);
            }
        }

        protected override void OnReceive(object received)
        {
            if (received is Terminated)
            {
                Unhandled(received);
            }
            else
            {
                probe.Tell(received);
            }
        }
    }
}
