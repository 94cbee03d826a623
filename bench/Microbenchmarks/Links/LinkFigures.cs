using System.Buffers;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Wire;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Actors.TestKit;
using MeshActors.Mesh.Registry;
using MeshActors.Microbenchmarks.Scale;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Microbenchmarks.Links;

/// <summary>What the large messages between replicas cost, in bytes and time: <c>Microbenchmarks link [SERVICES]</c>.</summary>
internal sealed class LinkFigures(ReplicaLinks links)
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public static async Task PrintAsync(int services)
    {
        await using var system = ActorSystem.Create("bench", new ActorSystemSettings { Address = "near" });
        Cluster.Join(system, "near", new InMemoryLeaseStore());
        var network = new InMemoryReplicaNetwork(TimeProvider.System);
        var links = ReplicaLinks.Start(system, network.TransportFor("near"), ContractMessages.Register(new MessageRegistry()));
        new LinkFigures(links).Print(new SampleNamespace(services));
    }

    private void Print(SampleNamespace sample)
    {
        var (before, after) = (sample.Compile(), sample.CompileWithOneServiceChanged());
        var endpoints = before.Endpoints.Values.First();
        var resource = new EncodedResource("outbound|80||a.default.svc.cluster.local", "type.googleapis.com/envoy.config.cluster.v3.Cluster", new byte[900]);
        var query = new EndpointQuery { ClusterName = resource.Name, Service = endpoints.Service, PortName = "http", MutualTls = new(), CanTunnel = true };
        var queries = Enumerable.Range(0, sample.Services).ToDictionary(i => $"{i}", _ => query);
        Console.WriteLine($"{sample.Services} services in one namespace");
        Measure("snapshot", 20, new PublishedSnapshot(before.Snapshot, sample));
        Measure("snapshot delta, one service", 2_000, SnapshotDelta.Between(before.Snapshot, after.Snapshot, sample));
        Measure($"endpoints, {endpoints.Endpoints.Count}", 5_000, endpoints);
        Measure("endpoints, 1000", 50, endpoints with { Endpoints = [.. Enumerable.Repeat(endpoints.Endpoints, 1_000 / endpoints.Endpoints.Count).SelectMany(e => e)] });
        Measure("scope, as many clusters of 900 bytes", 50, new ScopeState(
            new Dictionary<XdsType, IReadOnlyList<EncodedResource>> { [XdsType.Cluster] = [.. Enumerable.Repeat(resource, sample.Services)] },
            new Dictionary<XdsType, IReadOnlyCollection<string>> { [XdsType.Route] = ["80", "9080"] },
            queries));
        Measure("scope delta, one cluster", 5_000, new ScopeDelta(
            new Dictionary<XdsType, ResourceChanges> { [XdsType.Cluster] = new([resource], []) }, new Dictionary<string, EndpointQuery> { ["a"] = query }));
    }

    private void Measure(string what, int times, object message)
    {
        Write(message);
        var (manifest, bytes) = (LinkBytes.ManifestOf(links, message), _output.WrittenSpan.ToArray());
        var writing = Timed(times, () => Write(message));
        var reading = Timed(times, () => LinkBytes.Read(links, manifest, bytes));
        Console.WriteLine($"  {what,-38} {bytes.Length,10:N0} bytes; written {writing}, read {reading}");
    }

    private void Write(object message)
    {
        _output.ResetWrittenCount();
        LinkBytes.Write(links, message, _output);
    }

    // Processor time, and the best of a few rounds: other work on the machine counts for neither.
    private static string Timed(int times, Action work)
    {
        const int Rounds = 5;
        var (micros, allocated) = (double.MaxValue, 0.0);
        for (var round = 0; round <= Rounds; round++)
        {
            var (bytes, clock) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Milliseconds);
            for (var i = 0; i < times; i++)
            {
                work();
            }

            micros = Math.Min(micros, (ThreadClock.Milliseconds - clock) * 1000 / times);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1024.0 / times;
        }

        return $"{micros,9:N1} us {allocated,8:N1} kB";
    }
}
