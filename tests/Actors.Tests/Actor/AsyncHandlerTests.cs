using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Tests.Actor;

public sealed class AsyncHandlerTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();

    public ValueTask DisposeAsync() => _kit.DisposeAsync();

    [Fact]
    public async Task Handler_ThatAwaits_HoldsOtherMessagesBackAndKeepsItsSender()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = _kit.ActorOf(() => new AsyncActor(release.Task));
        var probe = _kit.CreateTestProbe();
        probe.Send(actor, "wait");
        _kit.TestActor.Send(actor, "sync");
        await _kit.TestActor.ExpectNoMsgAsync();
        await probe.ExpectNoMsgAsync();

        release.SetResult();

        await probe.ExpectMsgAsync("waited");
        await _kit.TestActor.ExpectMsgAsync("sync");
    }

    [Fact]
    public async Task Handler_ThatFailsAfterAwait_IsSupervised()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = _kit.ActorOf(() => new AsyncActor(release.Task));
        actor.Tell("wait");
        actor.Tell("count");
        release.SetException(new FormatException("told to"));

        _kit.TestActor.Send(actor, "restarts");

        (await _kit.TestActor.ExpectMsgAsync<string>()).ShouldBe("restarted by told to");
    }

    [Fact]
    public async Task Stop_DuringAnAwait_WaitsForTheHandler()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = _kit.ActorOf(() => new AsyncActor(release.Task));
        var probe = _kit.CreateTestProbe();
        await probe.WatchAsync(actor);
        probe.Send(actor, "wait");
        await _kit.AwaitQuiescenceAsync();
        _kit.Sys.Stop(actor);
        await probe.ExpectNoMsgAsync();

        release.SetResult();

        await probe.ExpectMsgAsync("waited");
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Handlers_WithManyAwaits_NeverRunTwoAtATime()
    {
        var actor = _kit.ActorOf(() => new Overlap());
        for (var i = 0; i < 300; i++)
        {
            actor.Tell(i);
        }

        (await actor.Ask<string>("overlaps")).ShouldBe("0 of 300");
    }

    [Fact]
    public async Task PipeTo_OfAFailedTask_TellsTheFailure()
    {
        await Task.FromException<int>(new FormatException("no")).PipeTo(_kit.TestActor.Ref);

        (await _kit.TestActor.ExpectMsgAsync<Status.Failure>()).Cause.ShouldBeOfType<FormatException>();
    }

    [Fact]
    public async Task Ask_WithoutAnswer_TimesOutByTheSystemsClock()
    {
        var asked = _kit.TestActor.Ref.Ask<string>("q", TimeSpan.FromSeconds(5));

        await _kit.AdvanceAsync(TimeSpan.FromSeconds(5));

        await Should.ThrowAsync<AskTimeoutException>(asked);
    }

    [Fact]
    public async Task Ask_ThatIsCancelled_IsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var asked = _kit.TestActor.Ref.Ask<string>("q", null, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(asked);
    }

    [Fact]
    public async Task Ask_AnsweredWithFailure_Throws()
    {
        var asked = _kit.TestActor.Ref.Ask<string>("q");
        await _kit.TestActor.ExpectMsgAsync("q");

        _kit.TestActor.Reply(new Status.Failure(new FormatException("no")));

        await Should.ThrowAsync<FormatException>(asked);
    }

    [Fact]
    public async Task Identify_IsAnsweredByTheLivingOnly()
    {
        var identity = await _kit.TestActor.Ref.Ask<ActorIdentity>(new Identify(1));
        identity.Subject.ShouldBe(_kit.TestActor.Ref);

        var gone = _kit.ActorOf(() => new Overlap());
        await gone.GracefulStop(TimeSpan.FromSeconds(1));
        (await gone.Ask<ActorIdentity>(new Identify(2))).Subject.ShouldBeNull();
    }

    private sealed class AsyncActor : ReceiveActor
    {
        private string _restarted = "never restarted";

        public AsyncActor(Task release)
        {
            ReceiveAsync<string>(m => m == "wait", async _ =>
            {
                await release;
                Sender.Tell("waited");
            });
            Receive<string>(m => m == "restarts", _ => Sender.Tell(_restarted));
            Receive<string>(m => Sender.Tell(m));
        }

        protected override void PostRestart(Exception reason) => _restarted = $"restarted by {reason.Message}";
    }

    private sealed class Overlap : ReceiveActor
    {
        private int _running;
        private int _overlaps;
        private int _handled;

        public Overlap()
        {
            ReceiveAsync<int>(async _ =>
            {
                Enter();
                await Task.Yield();
                Leave();
                Enter();
                await Task.Yield();
                Leave();
                _handled++;
            });
            Receive<string>(_ => Sender.Tell($"{_overlaps} of {_handled}"));
        }

        private void Enter()
        {
            if (Interlocked.Increment(ref _running) != 1)
            {
                _overlaps++;
            }
        }

        private void Leave() => Interlocked.Decrement(ref _running);
    }
}
