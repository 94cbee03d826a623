using System.Text.Json.Nodes;
using MeshActors.Actors.Config.Allocation;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Entries.Allocation;
using MeshActors.Testing.ControlPlane;

namespace MeshActors.Actors.Config.Tests;

/// <summary>ServiceEntries get addresses, by the actors together.</summary>
public sealed class AllocationActorTests : IAsyncDisposable
{
    private const string Mesh = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: one}
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: first, namespace: one, creationTimestamp: 2026-01-01T00:00:00Z}
        spec: {hosts: [first.example.com], ports: [{name: tcp, number: 9000, protocol: TCP}], resolution: DNS}
        status:
          conditions: [{type: Reconciled, status: "True"}]
        """;

    private readonly RecordingLog _log = new();
    private ConfigHarness _mesh = null!;
    private Store _store = null!;
    private AddressRange _range;

    public ValueTask DisposeAsync() => _mesh.DisposeAsync();

    [Fact]
    public async Task Entries_GetAddresses_AndKeepWhatElseTheirStatusSays()
    {
        await StartAsync();
        _mesh.Objects.Apply(Entry("second"));
        await _mesh.Kit.AwaitQuiescenceAsync();

        AddressesOf("first").ShouldBe(["240.240.0.1", "2001:2::1"]);
        AddressesOf("second").ShouldBe(["240.240.0.2", "2001:2::2"]);
        StatusOf("first")!["conditions"]!.AsArray().Count.ShouldBe(1);
        _store.Written.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task Successor_WritesNothing_AndGivesNothingTwice()
    {
        await StartAsync();
        Follow();
        await _mesh.Kit.AwaitQuiescenceAsync();
        _store.Written.ShouldBe(["first"]);

        _mesh.Objects.Apply(Entry("second"));
        await _mesh.Kit.AwaitQuiescenceAsync();
        AddressesOf("second").ShouldBe(["240.240.0.2", "2001:2::2"]);
    }

    [Fact]
    public async Task ReplicaThatMayNotWrite_WaitsUntilItMay()
    {
        await StartAsync(store => store.Answer = () => AddressWrite.Refused);
        AddressesOf("first").ShouldBeEmpty();

        _store.Answer = () => AddressWrite.Written;
        await _mesh.Kit.AdvanceAsync(TimeSpan.FromSeconds(1));
        AddressesOf("first").ShouldBe(["240.240.0.1", "2001:2::1"]);
        _log.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task FailedWrite_IsLogged_AndDoneLaterAndLater()
    {
        await StartAsync(store => store.Answer = () => throw new InvalidOperationException("the API server is away"));
        await _mesh.Kit.AdvanceAsync(TimeSpan.FromSeconds(4));
        _log.Messages.ShouldBe(
        [
            "ServiceEntry one/first: status.addresses could not be written, next attempt in 00:00:01: the API server is away",
            "ServiceEntry one/first: status.addresses could not be written, next attempt in 00:00:02: the API server is away",
            "ServiceEntry one/first: status.addresses could not be written, next attempt in 00:00:04: the API server is away",
        ]);

        _store.Answer = () => AddressWrite.Written;
        await _mesh.Kit.AdvanceAsync(TimeSpan.FromSeconds(4));
        AddressesOf("first").ShouldBe(["240.240.0.1", "2001:2::1"]);
    }

    [Fact]
    public async Task NamespaceOfAnotherRevision_IsLeftAlone_UntilItIsOurs()
    {
        await StartAsync(mesh: Mesh.Replace("metadata: {name: one}", "metadata: {name: one, labels: {istio.io/rev: canary} }", StringComparison.Ordinal));
        _store.Written.ShouldBeEmpty();

        _mesh.Objects.Apply("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: one, labels: {istio.io/rev: default} }
            """);
        await _mesh.Kit.AwaitQuiescenceAsync();
        AddressesOf("first").ShouldBe(["240.240.0.1", "2001:2::1"]);
    }

    [Fact]
    public async Task ExhaustedRange_IsLogged_AndServesAgainWhenAnEntryIsGone()
    {
        await StartAsync(ipv4: "10.0.0.0/31");
        _mesh.Objects.Apply(Entry("second"));
        await _mesh.Kit.AwaitQuiescenceAsync();
        AddressesOf("second").ShouldBe(["2001:2::2"]);
        _log.Messages.ShouldBe(["ServiceEntry one/second: status.addresses of host second.example.com have none of 10.0.0.0/31, which is exhausted"]);

        _mesh.Objects.Delete(ResourceKinds.ServiceEntry, "one", "first");
        _mesh.Objects.Apply(Entry("third"));
        await _mesh.Kit.AwaitQuiescenceAsync();
        AddressesOf("third").ShouldBe(["10.0.0.1", "2001:2::3"]);
    }

    private async Task StartAsync(Action<Store>? configure = null, string mesh = Mesh, string ipv4 = "240.240.0.0/16")
    {
        _mesh = new(mesh);
        _store = new(_mesh.Objects);
        configure?.Invoke(_store);
        AddressRange.TryParse(ipv4, out _range).ShouldBeTrue();
        Follow();
        await _mesh.ReadyAsync();
    }

    private void Follow() => _mesh.Kit.ActorOf(() => new AllocationActor(new(_range, AddressRange.DefaultIpv6, _store), _mesh.Plan, _mesh.Views, _log));

    private static string Entry(string name) => $$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: {{name}}, namespace: one, creationTimestamp: 2026-01-02T00:00:00Z}
        spec: {hosts: [{{name}}.example.com], ports: [{name: tcp, number: 9000, protocol: TCP}], resolution: DNS}
        """;

    private JsonNode? StatusOf(string name) =>
        JsonNode.Parse(_mesh.Objects.Find(ResourceKinds.ServiceEntry, "one", name).ShouldNotBeNull().Json.Span)!["status"];

    private IEnumerable<string> AddressesOf(string name) =>
        (StatusOf(name)?["addresses"]?.AsArray() ?? []).Select(address => address!["value"]!.GetValue<string>());

    /// <summary>Writes to the objects in memory, as an API server would.</summary>
    private sealed class Store(MemoryObjects objects) : IAddressStore
    {
        public List<string> Written { get; } = [];

        public Func<AddressWrite> Answer { get; set; } = () => AddressWrite.Written;

        public async Task<AddressWrite> WriteAsync(AllocationDecision decision, CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            var (answer, meta) = (Answer(), decision.Entry.Meta);
            if (answer == AddressWrite.Written)
            {
                var root = JsonNode.Parse(objects.Find(ResourceKinds.ServiceEntry, meta.Namespace, meta.Name)!.Json.Span)!.AsObject();
                root.TryAdd("status", new JsonObject());
                root["status"]!["addresses"] = new JsonArray(
                    [.. decision.Addresses.Select(address => new JsonObject { ["host"] = address.Host, ["value"] = address.Value })]);
                Written.Add(meta.Name);
                objects.Apply(root.ToJsonString());
            }

            return answer;
        }
    }
}
