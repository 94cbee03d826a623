using MeshActors.Actors.Actor;
using MeshActors.Actors.Event;
using MeshActors.Testing;

namespace MeshActors.Actors.Tests.Actor;

public sealed class TimersAndStashTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    [Fact]
    public async Task SingleTimer_FiresOnceAndOnTime()
    {
        Start(t => t.StartSingleTimer("k", "tick", TimeSpan.FromSeconds(3)));

        await _kit.AdvanceAsync(TimeSpan.FromMilliseconds(2999));
        await _kit.TestActor.ExpectNoMsgAsync();
        await _kit.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await _kit.TestActor.ExpectMsgAsync("tick");
        await _kit.AdvanceAsync(TimeSpan.FromMinutes(1));
        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task PeriodicTimer_FiresEveryInterval()
    {
        Start(t => t.StartPeriodicTimer("k", "tick", TimeSpan.FromSeconds(1)));

        await _kit.AdvanceAsync(TimeSpan.FromSeconds(5));

        (await _kit.TestActor.ReceiveAllAsync()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Timer_ThatIsStartedAgain_ReplacesTheFirst()
    {
        Start(t =>
        {
            t.StartSingleTimer("k", "first", TimeSpan.FromSeconds(1));
            t.StartSingleTimer("k", "second", TimeSpan.FromSeconds(2));
        });

        await _kit.AdvanceAsync(TimeSpan.FromSeconds(5));

        await _kit.TestActor.ExpectMsgAsync("second");
        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Timer_CancelledWhileItsMessageWaits_IsNotDelivered()
    {
        var actor = Start(t => t.StartSingleTimer("k", "tick", TimeSpan.FromSeconds(1)));
        await _kit.AwaitQuiescenceAsync();
        using var gate = new ManualResetEventSlim();
        actor.Tell((Action<ITimerScheduler>)(t =>
        {
            gate.Wait(Patience.Limit);
            t.Cancel("k");
        }));

        _kit.Clock.Advance(TimeSpan.FromSeconds(1));
        gate.Set();

        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Timers_OfARestartedActor_EndWithTheOldInstance()
    {
        var actor = Start(t => t.StartPeriodicTimer("k", "tick", TimeSpan.FromSeconds(1)));
        actor.Tell((Action<ITimerScheduler>)(_ => throw new FormatException("told to")));
        await _kit.AwaitQuiescenceAsync();

        await _kit.AdvanceAsync(TimeSpan.FromSeconds(10));

        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task ReceiveTimeout_AfterAPause_ComesAndGoesOn()
    {
        var actor = _kit.ActorOf(() => new Impatient(_kit.TestActor.Ref));
        await _kit.AdvanceAsync(TimeSpan.FromSeconds(4));
        actor.Tell("activity");
        await _kit.AdvanceAsync(TimeSpan.FromSeconds(4));
        await _kit.TestActor.ExpectNoMsgAsync();

        await _kit.AdvanceAsync(TimeSpan.FromSeconds(1));
        await _kit.TestActor.ExpectMsgAsync(ReceiveTimeout.Instance);
        await _kit.AdvanceAsync(TimeSpan.FromSeconds(5));
        await _kit.TestActor.ExpectMsgAsync(ReceiveTimeout.Instance);
        actor.Tell("off");
        await _kit.AdvanceAsync(TimeSpan.FromSeconds(50));
        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Stash_WhenUnstashed_ComesBackInOrderBeforeTheRest()
    {
        var actor = _kit.ActorOf(() => new Stasher(_kit.TestActor.Ref));
        foreach (var message in new[] { "1", "2", "3", "open", "4" })
        {
            actor.Tell(message);
        }

        foreach (var message in new[] { "1", "2", "3", "4" })
        {
            await _kit.TestActor.ExpectMsgAsync(message);
        }
    }

    [Fact]
    public async Task Stash_OfARestartedActor_ComesBack()
    {
        var actor = _kit.ActorOf(() => new Stasher(_kit.TestActor.Ref));
        foreach (var message in new[] { "1", "fail", "open", "2" })
        {
            actor.Tell(message);
        }

        await _kit.TestActor.ExpectMsgAsync("1");
        await _kit.TestActor.ExpectMsgAsync("2");
    }

    [Fact]
    public async Task Stash_OfAStoppedActor_GoesToDeadLetters()
    {
        var letters = _kit.CreateTestProbe();
        _kit.Sys.EventStream.Subscribe<DeadLetter>(letters.Ref);
        var actor = _kit.ActorOf(() => new Stasher(_kit.TestActor.Ref));
        actor.Tell("1");

        await actor.GracefulStop(TimeSpan.FromSeconds(1));

        (await letters.ExpectMsgAsync<DeadLetter>()).Message.ShouldBe("1");
    }

    private IActorRef Start(Action<ITimerScheduler> start)
    {
        var actor = _kit.ActorOf(() => new TimerActor(_kit.TestActor.Ref));
        actor.Tell(start);
        return actor;
    }

    private sealed class TimerActor : ReceiveActor, IWithTimers
    {
        public TimerActor(IActorRef probe)
        {
            Receive<Action<ITimerScheduler>>(a => a(Timers));
            ReceiveAny(probe.Tell);
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class Impatient : ReceiveActor
    {
        public Impatient(IActorRef probe)
        {
            Context.SetReceiveTimeout(TimeSpan.FromSeconds(5));
            Receive<ReceiveTimeout>(probe.Tell);
            Receive<string>(m => m == "off", _ => Context.SetReceiveTimeout(null));
            Receive<string>(_ => { });
        }
    }

    private sealed class Stasher : ReceiveActor, IWithStash
    {
        private readonly IActorRef _probe;

        public Stasher(IActorRef probe)
        {
            _probe = probe;
            Receive<string>(m => m == "open", _ =>
            {
                Become(Open);
                Stash.UnstashAll();
            });
            Receive<string>(m => m == "fail", _ => throw new FormatException("told to"));
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;

        private void Open() => ReceiveAny(_probe.Tell);
    }
}
