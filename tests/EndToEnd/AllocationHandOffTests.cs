using System.Text.Json.Nodes;
using MeshActors.EndToEnd.Support;
using MeshActors.Testing;

namespace MeshActors.EndToEnd;

/// <summary>Addresses of ServiceEntries while the replica that hands them out changes.</summary>
public sealed class AllocationHandOffTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [KubectlFact]
    public async Task Allocator_KilledAndDrained_SuccessorKeepsAddressesAndGivesNoneTwice()
    {
        var kubeConfig = _scratch.File("kubeconfig");
        await using var api = await MeshActorsProcess.ApiAsync(kubeConfig);
        var kubectl = new Kubectl(kubeConfig);
        var replicas = new List<MeshActorsProcess>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                replicas.Add(await MeshActorsProcess.ServeAsync(kubeConfig, $"replica-{i}"));
            }

            await EntriesAsync(kubectl, "a", "b");
            var first = await AddressesAsync(kubectl, 2);

            var allocator = await AllocatorAsync(replicas);
            await allocator.KillAsync();
            await LeaveAsync(replicas, allocator);
            await EntriesAsync(kubectl, "c");
            var second = await AddressesAsync(kubectl, 3);
            first.ShouldBeSubsetOf(second);

            allocator = await AllocatorAsync(replicas);
            (await allocator.TerminateAsync()).ShouldBe(0, allocator.Errors);
            await LeaveAsync(replicas, allocator);
            await EntriesAsync(kubectl, "d");
            second.ShouldBeSubsetOf(await AddressesAsync(kubectl, 4));
        }
        finally
        {
            foreach (var replica in replicas)
            {
                await replica.DisposeAsync();
            }
        }
    }

    public void Dispose() => _scratch.Dispose();

    private static async Task LeaveAsync(List<MeshActorsProcess> replicas, MeshActorsProcess gone)
    {
        replicas.Remove(gone);
        await gone.DisposeAsync();
    }

    /// <summary>The one replica that runs the mesh's actor.</summary>
    private static async Task<MeshActorsProcess> AllocatorAsync(IReadOnlyList<MeshActorsProcess> replicas)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            var owners = new List<MeshActorsProcess>();
            foreach (var replica in replicas)
            {
                if ((await ReplicaShards.OfAsync(replica)).Shards.Any(shard => shard.StartsWith("mesh/", StringComparison.Ordinal)))
                {
                    owners.Add(replica);
                }
            }

            if (owners is [var owner])
            {
                return owner;
            }

            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task EntriesAsync(Kubectl kubectl, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            await kubectl.ApplyAsync(_scratch, $$"""
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: {{name}}, namespace: default}
                spec: {hosts: [{{name}}.example.com], ports: [{name: tcp, number: 9000, protocol: TCP}], resolution: DNS}
                """);
        }
    }

    /// <summary>The addresses of all entries, each with its entry, once there are so many entries and each has its two.</summary>
    private static async Task<IReadOnlyList<string>> AddressesAsync(Kubectl kubectl, int entries)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            var list = JsonNode.Parse(await kubectl.RunAsync("get", "serviceentries", "-n", "default", "-o", "json"))!["items"]!.AsArray();
            string[] addresses = [.. list.SelectMany(item => (item!["status"]?["addresses"]?.AsArray() ?? []).Select(address => address!["value"]!.GetValue<string>()))];
            if (addresses.Length == entries * 2)
            {
                addresses.ShouldBeUnique();
                return [.. list.SelectMany(item => item!["status"]!["addresses"]!.AsArray().Select(address => $"{item["metadata"]!["name"]} {address!["value"]}"))];
            }

            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
