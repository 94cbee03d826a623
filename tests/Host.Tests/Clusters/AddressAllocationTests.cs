using System.Text;
using System.Text.Json.Nodes;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using Istio.Networking.Nds.V1;
using MeshActors.EnvoyApi;
using MeshActors.Grpc;
using MeshActors.Host.Clusters;
using MeshActors.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Testing;
using MeshActors.Testing.Replicas;
using MeshActors.Testing.Xds;

namespace MeshActors.Host.Tests.Clusters;

/// <summary>A ServiceEntry without addresses, from the API server through the actors to a proxy.</summary>
public sealed class AddressAllocationTests
{
    private const string Host = "db.example.com";

    private static readonly ResourceType Entries = ServedTypes.Of(ResourceKinds.ServiceEntry);

    [Fact]
    public async Task Entry_GetsAddresses_WhichProxiesListenOnAndResolve()
    {
        await using var replica = await InProcessReplica.StartAsync("""
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: known, namespace: default}
            spec: {hosts: [known.example.com], addresses: [240.240.0.1], ports: [{name: tcp, number: 9000, protocol: TCP}], resolution: DNS}
            """);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{replica.XdsPort}");
        using var stream = new DeltaStream(channel.CreateCallInvoker(), new Node
        {
            Id = "sidecar~10.1.1.9~client.default~default.svc.cluster.local",
            Metadata = Struct.Parser.ParseJson("""{"NAMESPACE":"default","CLUSTER_ID":"Kubernetes","ISTIO_VERSION":"1.30.0","DNS_CAPTURE":"true"}"""),
        });
        await stream.SubscribeAsync(TypeUrls.NameTable, []);
        await stream.SubscribeAsync(TypeUrls.Listener, []);

        var created = await replica.Client.CreateAsync(
            Entries,
            "default",
            Encoding.UTF8.GetBytes($$$"""
                {"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","metadata":{"name":"db","namespace":"default"},
                 "spec":{"hosts":["{{{Host}}}"],"ports":[{"name":"tcp","number":9000,"protocol":"TCP"}],"resolution":"DNS"}}
                """),
            WriteOptions.Default,
            CancellationToken.None);

        // What the user chose for the other entry is not given away.
        IReadOnlyList<string>? resolved = null;
        var listens = false;
        while (resolved is not ["240.240.0.2"] || !listens)
        {
            foreach (var resource in (await stream.NextAsync()).Resources)
            {
                listens |= resource.Name == "240.240.0.2_9000";
                resolved = resource.Resource_.TryUnpack<NameTable>(out var names) && names.Table.TryGetValue(Host, out var info) ? [.. info.Ips] : resolved;
            }
        }

        var stored = await replica.Client.GetAsync(Entries, "default", "db", CancellationToken.None);
        stored.Metadata.Uid.ShouldBe(created.Metadata.Uid);
        JsonNode.Parse(stored.Json.Span)!["status"]!["addresses"]!.AsArray().Select(address => (address!["host"]!.GetValue<string>(), address["value"]!.GetValue<string>()))
            .ShouldBe([(Host, "240.240.0.2"), (Host, "2001:2::1")]);
    }

    [Fact]
    public async Task ChangedEntry_KeepsTheVerdictsBesideItsAddresses()
    {
        await using var replica = await InProcessReplica.StartAsync("""
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: db, namespace: default}
            spec: {hosts: [db.example.com], ports: [{name: tcp, number: 9000, protocol: TCP}], resolution: DNS}
            """);
        await StatusAsync(replica, status => status["addresses"] is JsonArray { Count: 2 });

        // Means nothing to the mesh, so that no view shows the version that it makes.
        await PatchAsync(replica, """{"status":{"conditions":[{"type":"Checked","status":"True"}]}}""", WriteOptions.Status);
        await PatchAsync(replica, """{"spec":{"hosts":["replica.example.com","db.example.com"]}}""", WriteOptions.Default);
        var status = await StatusAsync(replica, status => status["addresses"] is JsonArray { Count: 4 });

        status["addresses"]!.AsArray().Select(address => address!["value"]!.GetValue<string>())
            .ShouldBe(["240.240.0.2", "2001:2::2", "240.240.0.1", "2001:2::1"]);
        status["conditions"]!.AsArray().ShouldHaveSingleItem()!["type"]!.GetValue<string>().ShouldBe("Checked");
    }

    private static Task PatchAsync(InProcessReplica replica, string patch, WriteOptions options) =>
        replica.Client.PatchAsync(Entries, "default", "db", Patch.Merge(patch), options, CancellationToken.None);

    private static async Task<JsonNode> StatusAsync(InProcessReplica replica, Func<JsonNode, bool> isReached)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var now = await replica.Client.GetAsync(Entries, "default", "db", limit.Token);
        if (JsonNode.Parse(now.Json.Span)!["status"] is { } status && isReached(status))
        {
            return status;
        }

        await foreach (var change in replica.Client.WatchAsync(Entries, new() { Namespace = "default", ResourceVersion = now.Metadata.ResourceVersion }, limit.Token))
        {
            if (change.Object is { } item && JsonNode.Parse(item.Json.Span)!["status"] is { } next && isReached(next))
            {
                return next;
            }
        }

        throw new InvalidOperationException("The watch has ended.");
    }
}
