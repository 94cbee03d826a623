using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Tests.Actor;

public sealed class ActorLifecycleTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    [Fact]
    public async Task Hooks_WhenActorIsRestarted_RunInOrderOnOldAndNewInstance()
    {
        var probe = _kit.CreateTestProbe();
        var instances = 0;
        var actor = _kit.ActorOf(() => new HookActor(probe.Ref, Interlocked.Increment(ref instances)));

        actor.Tell("fail");
        actor.Tell("after");

        await probe.ExpectMsgAsync("preStart-1");
        await probe.ExpectMsgAsync("preRestart-1-fail");
        await probe.ExpectMsgAsync("postRestart-2");
        await probe.ExpectMsgAsync("after-2");
        actor.Tell(PoisonPill.Instance);
        await probe.ExpectMsgAsync("postStop-2");
        await probe.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Hooks_WithoutOverrides_RestartStopsChildrenAndStartsAgain()
    {
        var probe = _kit.CreateTestProbe();
        var actor = _kit.ActorOf(() => new ParentActor(probe.Ref));
        await probe.ExpectMsgAsync("child-started");

        actor.Tell("fail");

        await probe.ExpectMsgAsync("child-stopped");
        await probe.ExpectMsgAsync("child-started");
        await probe.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Constructor_ThatThrows_StopsTheActorAndTellsWatchers()
    {
        var probe = _kit.CreateTestProbe();
        var actor = _kit.ActorOf<HookActor>(() => throw new FormatException("no"));

        await probe.WatchAsync(actor);

        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Message_ToStoppedActor_BecomesDeadLetter()
    {
        var probe = _kit.CreateTestProbe();
        var letters = _kit.CreateTestProbe();
        _kit.Sys.EventStream.Subscribe<Event.DeadLetter>(letters.Ref);
        var actor = _kit.ActorOf(() => new HookActor(probe.Ref, 1));
        await actor.GracefulStop(TimeSpan.FromSeconds(1));

        actor.Tell("late", probe.Ref);

        var letter = await letters.ExpectMsgAsync<Event.DeadLetter>();
        letter.Message.ShouldBe("late");
        letter.Sender.ShouldBe(probe.Ref);
        letter.Recipient.ShouldBe(actor);
    }

    [Fact]
    public async Task Stop_WithChildren_StopsThemFirst()
    {
        var probe = _kit.CreateTestProbe();
        var actor = _kit.ActorOf(() => new ParentActor(probe.Ref));
        await probe.ExpectMsgAsync("child-started");
        await probe.WatchAsync(actor);

        _kit.Sys.Stop(actor);

        await probe.ExpectMsgAsync("child-stopped");
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public void Actor_MadeByNew_IsRefused() => Should.Throw<ActorInitializationException>(() => new HookActor(ActorRefs.Nobody, 1));

    [Fact]
    public void ActorOf_WithTakenName_IsRefused()
    {
        _kit.ActorOf(() => new HookActor(_kit.TestActor.Ref, 1), "same");

        Should.Throw<InvalidActorNameException>(() => _kit.ActorOf(() => new HookActor(_kit.TestActor.Ref, 1), "same"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("$a")]
    public void ActorOf_WithMalformedName_IsRefused(string name) =>
        Should.Throw<InvalidActorNameException>(() => _kit.ActorOf(() => new HookActor(_kit.TestActor.Ref, 1), name));

    private sealed class HookActor(IActorRef probe, int instance) : UntypedActor
    {
        protected override void PreStart() => probe.Tell($"preStart-{instance}");

        protected override void PostStop() => probe.Tell($"postStop-{instance}");

        protected override void PreRestart(Exception reason, object? message) => probe.Tell($"preRestart-{instance}-{message}");

        protected override void PostRestart(Exception reason) => probe.Tell($"postRestart-{instance}");

        protected override void OnReceive(object message)
        {
            if (message is "fail")
            {
                throw new InvalidOperationException("told to");
            }

            probe.Tell($"{message}-{instance}");
        }
    }

    private sealed class ParentActor(IActorRef probe) : UntypedActor
    {
        protected override void PreStart() => Context.ActorOf(Props.Create(() => new ChildActor(probe)), "child");

        protected override void OnReceive(object message) => throw new InvalidOperationException("told to");
    }

    private sealed class ChildActor(IActorRef probe) : UntypedActor
    {
        protected override void PreStart() => probe.Tell("child-started");

        protected override void PostStop() => probe.Tell("child-stopped");

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
