using System.Diagnostics;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Sharding;
using MeshActors.Actors.TestKit;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>The figures of the actor runtime on this machine, in a few seconds: <c>Microbenchmarks actors</c>.</summary>
internal static class ActorFigures
{
    public static async Task PrintAsync()
    {
        for (var round = 1; round <= 2; round++)
        {
            Console.WriteLine(round == 1 ? "warm-up" : "measured");
            await TellThroughputAsync(1);
            await TellThroughputAsync(4);
            await TellInWindowsAsync();
            await AskLatencyAsync();
            await RemoteRoundTripAsync();
            await EntitiesAsync();
            await IdleBytesAsync();
        }
    }

    private static async Task TellThroughputAsync(int senders)
    {
        const int Messages = 4_000_000;
        await using var system = ActorSystem.Create("bench");
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counter = system.ActorOf(Props.Create(() => new CountingActor(Messages, done)));
        var message = new object();
        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < Messages / senders; i++)
            {
                counter.Tell(message, ActorRefs.NoSender);
            }
        })));
        await done.Task;
        var bytes = (GC.GetTotalAllocatedBytes() - allocated) / (double)Messages;
        Console.WriteLine($"  tell, {senders} sender(s): {Messages / clock.Elapsed.TotalSeconds / 1e6:F1} million/s, {bytes:F1} bytes allocated each");
    }

    /// <summary>With a thousand messages under way at most, as in a system that keeps up, everything is recycled.</summary>
    private static async Task TellInWindowsAsync()
    {
        const int Window = 1_000;
        const int Windows = 4_000;
        await using var system = ActorSystem.Create("bench");
        var done = new SemaphoreSlim(0);
        var counter = system.ActorOf(Props.Create(() => new WindowActor(Window, done)));
        var message = new object();
        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        for (var window = 0; window < Windows; window++)
        {
            for (var i = 0; i < Window; i++)
            {
                counter.Tell(message, ActorRefs.NoSender);
            }

            await done.WaitAsync();
        }

        var bytes = (GC.GetTotalAllocatedBytes() - allocated) / ((double)Window * Windows);
        Console.WriteLine($"  tell, {Window} under way at most: {Window * Windows / clock.Elapsed.TotalSeconds / 1e6:F1} million/s, {bytes:F1} bytes allocated each");
    }

    private static async Task AskLatencyAsync()
    {
        await using var system = ActorSystem.Create("bench");
        Percentiles("ask", await MeasureAsync(system.ActorOf(Props.Create<EchoActor>()), 50_000));
    }

    private static async Task RemoteRoundTripAsync()
    {
        var (near, far) = await BenchReplica.StartPairAsync();
        far.System.ActorOf(Props.Create<EchoActor>(), "echo");
        var remote = near.Links.ActorAt("far", "/user/echo");
        Percentiles("remote round trip (in memory)", await MeasureAsync(remote, 50_000));
        await near.System.DisposeAsync();
        await far.System.DisposeAsync();
    }

    private static async Task<double[]> MeasureAsync(IActorRef echo, int times)
    {
        var micros = new double[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await echo.Ask<object>(new PingMessage(i));
            micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(micros);
        return micros;
    }

    private static void Percentiles(string what, double[] micros) => Console.WriteLine(
        $"  {what}: p50 {micros[micros.Length / 2]:F1} us, p99 {micros[micros.Length * 99 / 100]:F1} us, {1e6 / micros.Average():F0}/s one at a time");

    private static async Task EntitiesAsync()
    {
        const int Entities = 200_000;
        var replica = BenchReplica.Start("alone", new InMemoryLeaseStore(), new InMemoryReplicaNetwork(TimeProvider.System));
        var region = ClusterSharding.Get(replica.System).Start(
            "entity", _ => Props.Create<EchoActor>(), new ClusterShardingSettings(), HashCodeMessageExtractor.Create(256));
        await region.Ask<ShardRegion.StartEntityAck>(new ShardRegion.StartEntity("first"));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Entities; i++)
        {
            region.Tell(new ShardRegion.StartEntity($"entity-{i}"), ActorRefs.Nobody);
        }

        // Shards answer in order each, the region passes in order to each: the last of every shard is enough.
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => region.Ask<ShardRegion.StartEntityAck>(new ShardRegion.StartEntity($"last-{i}"))));
        Console.WriteLine($"  entities started: {Entities / clock.Elapsed.TotalSeconds:F0}/s");
        await replica.System.DisposeAsync();
    }

    private static async Task IdleBytesAsync()
    {
        const int Actors = 200_000;
        await using var system = ActorSystem.Create("bench");
        var props = Props.Create<IdleActor>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var refs = new IActorRef[Actors];
        for (var i = 0; i < Actors; i++)
        {
            refs[i] = system.ActorOf(props);
        }

        await Task.WhenAll(refs.Where((_, i) => i % 1000 == 0).Select(r => r.Ask<long>(1L)));
        await refs[^1].Ask<long>(1L);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Actors;
        Console.WriteLine($"  idle actor with three handlers: {bytes:F0} bytes, its place among its siblings included");
        GC.KeepAlive(refs);
    }
}
