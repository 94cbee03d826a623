using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;
using MeshActors.Actors.Event;
using MeshActors.Testing;

namespace MeshActors.Actors.Tests.Dispatch;

public sealed class MailboxTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    [Fact]
    public async Task Messages_FromManyThreads_AllArriveInOrderForEachSender()
    {
        const int Senders = 4;
        const int Each = 50_000;
        var actor = _kit.ActorOf(() => new OrderChecker(Senders));

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                actor.Tell((sender, i));
            }
        })));

        (await actor.Ask<string>("report")).ShouldBe($"{Senders * Each} in order");
    }

    [Fact]
    public async Task Mailbox_ThatGoesIdleAllTheTime_StrandsNoMessage()
    {
        // One message at a time, so that nearly every one meets the mailbox on its way to idle. A stranded one never answers.
        var echo = _kit.ActorOf(() => new Echo());
        for (var i = 0; i < 20_000; i++)
        {
            (await echo.Ask<int>(i).WaitAsync(Patience.Limit)).ShouldBe(i);
        }
    }

    [Fact]
    public async Task PingPong_BetweenManyPairs_StrandsNoMessage()
    {
        const int Pairs = 32;
        const int Rounds = 3_000;
        var probe = _kit.CreateTestProbe();
        for (var i = 0; i < Pairs; i++)
        {
            var left = _kit.ActorOf(() => new Player(probe.Ref));
            var right = _kit.ActorOf(() => new Player(probe.Ref));
            left.Tell(Rounds, right);
        }

        for (var i = 0; i < Pairs; i++)
        {
            await probe.ExpectMsgAsync("done");
        }
    }

    [Fact]
    public async Task BoundedMailbox_WhenFull_RejectsWithFailureToTheSender()
    {
        var actor = _kit.Sys.ActorOf(Props.Create(() => new Blocker()).WithMailbox(new MailboxBound(2, MailboxOverflow.Reject)));
        var letters = _kit.CreateTestProbe();
        _kit.Sys.EventStream.Subscribe<DeadLetter>(letters.Ref);
        using var gate = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        actor.Tell((gate, entered));
        entered.Wait(Patience.Limit).ShouldBeTrue();

        _kit.TestActor.Send(actor, "one");
        _kit.TestActor.Send(actor, "two");
        _kit.TestActor.Send(actor, "three");
        gate.Set();

        (await _kit.TestActor.ExpectMsgAsync<Status.Failure>()).Cause.ShouldBeOfType<MailboxFullException>();
        (await letters.ExpectMsgAsync<DeadLetter>()).Message.ShouldBe("three");
        await _kit.TestActor.ExpectMsgAsync("one");
        await _kit.TestActor.ExpectMsgAsync("two");
    }

    [Fact]
    public async Task Behaviours_Stacked_ComeAndGo()
    {
        var actor = _kit.ActorOf(() => new Moody());
        (await actor.Ask<string>("?")).ShouldBe("calm");
        actor.Tell("up");
        (await actor.Ask<string>("?")).ShouldBe("cross");
        actor.Tell("down");
        (await actor.Ask<string>("?")).ShouldBe("calm");
    }

    [Fact]
    public async Task EventStream_TellsSubscribersOfBaseTypesUntilTheyLeave()
    {
        _kit.Sys.EventStream.Subscribe<Exception>(_kit.TestActor.Ref).ShouldBeTrue();
        _kit.Sys.EventStream.Subscribe<Exception>(_kit.TestActor.Ref).ShouldBeFalse();
        var published = new FormatException();

        _kit.Sys.EventStream.Publish("a string");
        _kit.Sys.EventStream.Publish(published);

        await _kit.TestActor.ExpectMsgAsync(published);
        _kit.Sys.EventStream.Unsubscribe(_kit.TestActor.Ref).ShouldBeTrue();
        _kit.Sys.EventStream.Publish(published);
        await _kit.TestActor.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task CoordinatedShutdown_RunsPhasesInOrderAndPassesOverAStuckTask()
    {
        var order = new List<string>();
        var shutdown = CoordinatedShutdown.Get(_kit.Sys);
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterLeave, "later", () => Note("leave"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "stuck", () => new TaskCompletionSource<Done>().Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "first", () => Note("first"));

        var run = shutdown.Run(new CoordinatedShutdown.Reason("test"));
        while (!run.IsCompleted)
        {
            await Task.Yield();
            _kit.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        order.ShouldBe(["first", "leave"]);
        await _kit.Sys.WhenTerminated.WaitAsync(Patience.Limit);

        Task<Done> Note(string what)
        {
            order.Add(what);
            return Task.FromResult(Done.Instance);
        }
    }

    private sealed class OrderChecker : ReceiveActor
    {
        private readonly int[] _next;
        private int _count;
        private string _state = "in order";

        public OrderChecker(int senders)
        {
            _next = new int[senders];
            Receive<(int Sender, int Number)>(m =>
            {
                _state = m.Number == _next[m.Sender]++ ? _state : "out of order";
                _count++;
            });
            Receive<string>(_ => Sender.Tell($"{_count} {_state}"));
        }
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class Player(IActorRef probe) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is int and 0)
            {
                probe.Tell("done");
            }
            else
            {
                Sender.Tell((int)message - 1);
            }
        }
    }

    private sealed class Blocker : ReceiveActor
    {
        public Blocker()
        {
            Receive<(ManualResetEventSlim Gate, ManualResetEventSlim Entered)>(m =>
            {
                m.Entered.Set();
                m.Gate.Wait(Patience.Limit);
            });
            Receive<string>(m => Sender.Tell(m));
        }
    }

    private sealed class Moody : ReceiveActor
    {
        public Moody()
        {
            Receive<string>(m => m == "up", _ => BecomeStacked(Cross));
            Receive<string>(_ => Sender.Tell("calm"));
        }

        private void Cross()
        {
            Receive<string>(m => m == "down", _ => UnbecomeStacked());
            Receive<string>(_ => Sender.Tell("cross"));
        }
    }
}
