using MeshActors.Actors.Actor;
using MeshActors.Actors.Supervision;

namespace MeshActors.Actors.Tests.Supervision;

public sealed class SupervisionTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    [Fact]
    public async Task Resume_KeepsStateAndLosesOnlyTheMessage()
    {
        var child = await ChildAsync(_ => Directive.Resume);
        child.Tell(1);
        child.Tell(new FormatException());
        child.Tell(2);

        (await child.Ask<int>("sum")).ShouldBe(3);
    }

    [Fact]
    public async Task Restart_LosesStateAndKeepsReferenceAndMailbox()
    {
        var child = await ChildAsync(_ => Directive.Restart);
        child.Tell(1);
        child.Tell(new FormatException());
        child.Tell(2);

        (await child.Ask<int>("sum")).ShouldBe(2);
    }

    [Fact]
    public async Task Stop_EndsTheChild()
    {
        var child = await ChildAsync(_ => Directive.Stop);
        await _kit.TestActor.WatchAsync(child);

        child.Tell(new FormatException());

        await _kit.TestActor.ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task Escalate_FailsTheParentToo()
    {
        var decided = new List<Exception>();
        var top = _kit.ActorOf(() => new Supervisor(cause =>
        {
            lock (decided)
            {
                decided.Add(cause);
            }

            return Directive.Stop;
        }));
        var middle = await top.Ask<IActorRef>(Props.Create(() => new Supervisor(_ => Directive.Escalate)));
        var child = await middle.Ask<IActorRef>(Props.Create(() => new Adder()));
        await _kit.TestActor.WatchAsync(middle);

        child.Tell(new FormatException());

        await _kit.TestActor.ExpectTerminatedAsync(middle);
        decided.ShouldHaveSingleItem().ShouldBeOfType<FormatException>();
    }

    [Fact]
    public async Task Restarts_MoreThanAllowedWithinTheWindow_StopTheChild()
    {
        var top = _kit.ActorOf(() => new Supervisor(new OneForOneStrategy(2, TimeSpan.FromSeconds(10), _ => Directive.Restart)));
        var child = await top.Ask<IActorRef>(Props.Create(() => new Adder()));
        await _kit.TestActor.WatchAsync(child);

        child.Tell(new FormatException());
        child.Tell(new FormatException());
        await _kit.TestActor.ExpectNoMsgAsync();
        await _kit.AdvanceAsync(TimeSpan.FromSeconds(11));
        child.Tell(new FormatException());
        child.Tell(new FormatException());
        await _kit.TestActor.ExpectNoMsgAsync();
        child.Tell(new FormatException());

        await _kit.TestActor.ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task Siblings_OfAFailedChild_GoOn()
    {
        var top = _kit.ActorOf(() => new Supervisor(_ => Directive.Restart));
        var failing = await top.Ask<IActorRef>(Props.Create(() => new Adder()));
        var sibling = await top.Ask<IActorRef>(Props.Create(() => new Adder()));
        sibling.Tell(4);

        failing.Tell(new FormatException());
        await _kit.AwaitQuiescenceAsync();

        (await sibling.Ask<int>("sum")).ShouldBe(4);
    }

    [Fact]
    public async Task Kill_ByDefault_StopsTheActor()
    {
        var actor = _kit.ActorOf(() => new Adder());
        await _kit.TestActor.WatchAsync(actor);

        actor.Tell(Kill.Instance);

        await _kit.TestActor.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Backoff_AfterFailures_WaitsTwiceAsLongEachTime()
    {
        var probe = _kit.CreateTestProbe();
        var supervisor = _kit.Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnFailure(
            Props.Create(() => new Announcer(probe.Ref)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), 0)));
        await probe.ExpectMsgAsync("started");

        foreach (var pause in new[] { 1, 2, 4, 4 })
        {
            supervisor.Tell("fail");
            await _kit.AdvanceAsync(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            await probe.ExpectNoMsgAsync();
            await _kit.AdvanceAsync(TimeSpan.FromMilliseconds(1));
            await probe.ExpectMsgAsync("started");
        }
    }

    [Fact]
    public async Task Backoff_OnFailure_WhenTheChildStopsOfItself_StopsToo()
    {
        var supervisor = _kit.Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnFailure(
            Props.Create(() => new Announcer(_kit.CreateTestProbe(null).Ref)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), 0)));
        await _kit.TestActor.WatchAsync(supervisor);

        supervisor.Tell("stop");

        await _kit.TestActor.ExpectTerminatedAsync(supervisor);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Trees_UnderRandomFailures_LoseOnlyTheMessagesThatFailed(int seed)
    {
        var random = new Random(seed);
        var top = _kit.ActorOf(() => new Supervisor(_ => Directive.Resume));
        var children = new List<(IActorRef Ref, int Expected)>();
        for (var i = 0; i < 10; i++)
        {
            children.Add((await top.Ask<IActorRef>(Props.Create(() => new Adder())), 0));
        }

        for (var i = 0; i < 5000; i++)
        {
            var at = random.Next(children.Count);
            if (random.Next(20) == 0)
            {
                children[at].Ref.Tell(new FormatException());
            }
            else
            {
                children[at].Ref.Tell(i);
                children[at] = (children[at].Ref, children[at].Expected + i);
            }
        }

        foreach (var (child, expected) in children)
        {
            (await child.Ask<int>("sum")).ShouldBe(expected);
        }
    }

    private async Task<IActorRef> ChildAsync(Func<Exception, Directive> decider) =>
        await _kit.ActorOf(() => new Supervisor(decider)).Ask<IActorRef>(Props.Create(() => new Adder()));

    private sealed class Supervisor(SupervisorStrategy strategy) : UntypedActor
    {
        public Supervisor(Func<Exception, Directive> decider)
            : this(new OneForOneStrategy(decider))
        {
        }

        protected override SupervisorStrategy SupervisorStrategy() => strategy;

        protected override void OnReceive(object message) => Sender.Tell(Context.ActorOf((Props)message));
    }

    private sealed class Adder : ReceiveActor
    {
        private int _sum;

        public Adder()
        {
            Receive<int>(i => _sum += i);
            Receive<string>(_ => Sender.Tell(_sum));
            Receive<Exception>(cause => throw cause);
        }
    }

    private sealed class Announcer(IActorRef probe) : UntypedActor
    {
        protected override void PreStart() => probe.Tell("started");

        protected override void OnReceive(object message)
        {
            if (message is "stop")
            {
                Context.Stop(Self);
            }
            else
            {
                throw new FormatException("told to");
            }
        }
    }
}
