using System.Net;
using System.Text.Json.Nodes;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Grpc;
using MeshActors.Testing.Replicas;
using MeshActors.Testing.Xds;

namespace MeshActors.Host.Tests.Debugging;

/// <summary>A replica in this process with a small mesh, for the tests of a class.</summary>
public sealed class RunningReplica : IAsyncLifetime
{
    private const string Mesh = """
        apiVersion: v1
        kind: Service
        metadata: {name: reviews, namespace: default, labels: {app: reviews}}
        spec:
          clusterIP: 10.96.7.7
          selector: {app: reviews}
          ports: [{name: http, port: 9080}]
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: reviews-1, namespace: default, labels: {kubernetes.io/service-name: reviews}}
        addressType: IPv4
        ports: [{name: http, port: 9080, protocol: TCP}]
        endpoints: [{addresses: [10.1.1.1], conditions: {ready: true}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: ratings, namespace: default}
        spec:
          clusterIP: 10.96.7.8
          selector: {app: ratings}
          ports: [{name: http, port: 9080}]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: reviews, namespace: default}
        spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: for-ratings, namespace: default}
        spec: {workloadSelector: {labels: {app: ratings}}, egress: [{hosts: ["./ratings.default.svc.cluster.local"]}]}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: nobody, namespace: default}
        spec: {selector: {matchLabels: {app: ratings}}, action: DENY, rules: [{}]}
        ---
        apiVersion: telemetry.istio.io/v1
        kind: Telemetry
        metadata: {name: quiet, namespace: default}
        spec: {selector: {matchLabels: {app: ratings}}, accessLogging: [{disabled: true}]}
        """;

    private readonly HttpClient _http = new();
    private InProcessReplica? _replica;
    private GrpcChannel? _xds;

    public async Task InitializeAsync()
    {
        _replica = await InProcessReplica.StartAsync(Mesh);
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_replica.HttpPort}/debug/");
        _xds = GrpcChannel.ForAddress($"http://127.0.0.1:{_replica.XdsPort}");
    }

    public async Task DisposeAsync()
    {
        _xds?.Dispose();
        _http.Dispose();
        await (_replica?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>A page's status and text.</summary>
    internal async Task<(HttpStatusCode Status, string Text)> GetAsync(string page)
    {
        using var response = await _http.GetAsync(new Uri(page, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal async Task<JsonNode> JsonAsync(string page)
    {
        var (status, text) = await GetAsync(page);
        status.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    internal DeltaStream Open(string name, string app, string ns = "default") => new(_xds!.CreateCallInvoker(), new Node
    {
        Id = $"sidecar~10.1.1.9~{name}.{ns}~{ns}.svc.cluster.local",
        Cluster = $"{app}.{ns}",
        Metadata = Struct.Parser.ParseJson($$$"""{"NAMESPACE":"{{{ns}}}","CLUSTER_ID":"Kubernetes","ISTIO_VERSION":"1.30.0","LABELS":{"app":"{{{app}}}"}}"""),
    });
}
