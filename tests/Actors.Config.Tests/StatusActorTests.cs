using System.Text.Json.Nodes;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Testing.ControlPlane;

namespace MeshActors.Actors.Config.Tests;

/// <summary>What authors are told of their objects, by the actors together.</summary>
public sealed class StatusActorTests : IAsyncDisposable
{
    private const string Mesh = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: one}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: dangling, namespace: one, generation: 1}
        spec:
          hosts: [a]
          gateways: [mesh, nowhere]
          http: [{route: [{destination: {host: b, subset: v1}}]}]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: empty, namespace: one, generation: 1}
        spec: {hosts: [a]}
        """;

    private ConfigHarness _mesh = null!;
    private Store _store = null!;

    public ValueTask DisposeAsync() => _mesh.DisposeAsync();

    [Fact]
    public async Task InvalidObject_IsToldOnce()
    {
        Start();
        await SettleAsync();

        _store.Written.Count(name => name == "empty").ShouldBe(1);
        _store.Condition("empty", "Reconciled")["message"]!.GetValue<string>().ShouldBe("spec: http, tcp or tls must be provided in virtual service");
    }

    [Fact]
    public async Task ReferenceToNothing_IsTold_UntilItIsThere()
    {
        Start();
        await SettleAsync();

        var told = _store.Condition("dangling", "ResolvedRefs");
        told["status"]!.GetValue<string>().ShouldBe("False");
        told["message"]!.GetValue<string>().ShouldBe(
            "spec.http[0].route[0].destination.host: no service b.one.svc.cluster.local is visible to namespace one; spec.gateways[1]: there is no Gateway one/nowhere");

        _mesh.Objects.Apply("""
            apiVersion: v1
            kind: Service
            metadata: {name: b, namespace: one}
            spec: {clusterIP: 10.96.0.2, ports: [{name: http, port: 80}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: nowhere, namespace: one}
            spec: {selector: {istio: gateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
            """);
        await SettleAsync();
        _store.Condition("dangling", "ResolvedRefs")["message"]!.GetValue<string>().ShouldContain("has a subset v1");

        _mesh.Objects.Apply("""
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: b, namespace: one}
            spec: {host: b, subsets: [{name: v1}]}
            """);
        await SettleAsync();
        _store.Condition("dangling", "ResolvedRefs")["status"]!.GetValue<string>().ShouldBe("True");
    }

    [Fact]
    public async Task NamespaceOfAnotherRevision_IsToldNothing_UntilItIsOurs()
    {
        Start(Mesh.Replace("metadata: {name: one}", "metadata: {name: one, labels: {istio.io/rev: canary} }", StringComparison.Ordinal));
        await SettleAsync();
        _store.Written.ShouldBeEmpty();

        _mesh.Objects.Apply(Labelled("default"));
        await SettleAsync();
        _store.Written.Order().ShouldBe(["dangling", "empty"]);

        _mesh.Objects.Apply(Labelled("canary"));
        await SettleAsync();
        _mesh.Objects.Apply("""
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: nowhere, namespace: one}
            spec: {selector: {istio: gateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
            """);
        await SettleAsync();
        _store.Written.Count.ShouldBe(2);
    }

    private void Start(string objects = Mesh) => _mesh = new(objects, statuses: items => _store = new(items));

    private static string Labelled(string revision) => $$"""
        apiVersion: v1
        kind: Namespace
        metadata: {name: one, labels: {istio.io/rev: {{revision}} } }
        """;

    private async Task SettleAsync()
    {
        await _mesh.Kit.AwaitQuiescenceAsync();
        await _mesh.ReadyAsync();
    }

    /// <summary>Writes to the objects in memory, as an API server would.</summary>
    private sealed class Store(MemoryObjects objects) : IStatusStore
    {
        private readonly Dictionary<string, JsonNode> _statuses = [];

        public List<string> Written { get; } = [];

        public JsonNode Condition(string name, string type) =>
            _statuses[name]["conditions"]!.AsArray().Single(condition => condition!["type"]!.GetValue<string>() == type)!;

        public Task PatchAsync(WatchedObject item, ReadOnlyMemory<byte> patch, CancellationToken cancellationToken)
        {
            var root = JsonNode.Parse(item.Json.Span)!;
            var status = JsonNode.Parse(patch.Span)!["status"]!;
            Written.Add(item.Name);
            _statuses[item.Name] = status;
            root["status"] = status.DeepClone();
            objects.Apply(root.ToJsonString());
            return Task.CompletedTask;
        }
    }
}
