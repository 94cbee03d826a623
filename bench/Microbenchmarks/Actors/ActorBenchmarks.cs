using BenchmarkDotNet.Attributes;
using MeshActors.Actors.Actor;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>What a tell, an ask and a round trip over the link cost, in time and bytes.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class ActorBenchmarks
{
    private const int Batch = 100_000;

    private static readonly object Message = new();

    private ActorSystem _system = null!;
    private IActorRef _echo = null!;
    private IActorRef _remoteEcho = null!;
    private BenchReplica _near = null!;
    private BenchReplica _far = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _system = ActorSystem.Create("bench");
        _echo = _system.ActorOf(Props.Create<EchoActor>());
        (_near, _far) = await BenchReplica.StartPairAsync();
        _far.System.ActorOf(Props.Create<EchoActor>(), "echo");
        _remoteEcho = _near.Links.ActorAt("far", "/user/echo");
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _system.DisposeAsync();
        await _near.System.DisposeAsync();
        await _far.System.DisposeAsync();
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task Tell()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counter = _system.ActorOf(Props.Create(() => new CountingActor(Batch, done)));
        for (var i = 0; i < Batch; i++)
        {
            counter.Tell(Message, ActorRefs.NoSender);
        }

        await done.Task;
        _system.Stop(counter);
    }

    [Benchmark]
    public Task<object> Ask() => _echo.Ask(Message);

    [Benchmark]
    public Task<object> RemoteRoundTrip() => _remoteEcho.Ask<object>(new PingMessage(1));
}
