using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads;
using MeshActors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Kubernetes.Embedded.Tests.Workloads;

/// <summary>Simulated workloads over an in-memory cluster, on a clock that the test moves.</summary>
internal sealed class RunningWorkloads : IAsyncDisposable
{
    // Another run of these tests may be under way on the same machine.
    private static readonly int OwnRange = 128 + (Environment.ProcessId % 96);

    private static int _ranges;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RunningWorkloads(Func<WorkloadOptions, WorkloadOptions>? configure = null)
    {
        var options = new WorkloadOptions { PodCidr = NextRange() };
        var workloads = new SimulatedWorkloads(
            Cluster, configure?.Invoke(options) ?? options, Clock, NullLogger<SimulatedWorkloads>.Instance);
        _running = workloads.RunAsync(_stop.Token);
    }

    public InMemoryCluster Cluster { get; } = new();

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>Every test gets a range of its own, as several run at the same time.</summary>
    public static IPNetwork NextRange() => IPNetwork.Parse($"127.{OwnRange}.{Interlocked.Increment(ref _ranges)}.0/24");

    public static string Deployment(string name, int replicas) => $$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "default" },
          "spec": {
            "replicas": {{replicas}},
            "selector": { "matchLabels": { "app": "{{name}}" } },
            "template": {
              "metadata": { "labels": { "app": "{{name}}", "version": "v1" } },
              "spec": {
                "serviceAccountName": "sa",
                "containers": [{ "name": "c", "image": "i", "ports": [{ "name": "web", "containerPort": 18080 }] }]
              }
            }
          }
        }
        """;

    /// <param name="more">Further members of the spec, each with its comma.</param>
    public static string Service(string name, string port = """{"name":"http","port":80,"targetPort":18080}""", string more = "") => $$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "default" },
          "spec": { {{more}} "selector": { "app": "{{name}}" }, "ports": [ {{port}} ] }
        }
        """;

    public List<JsonObject> Pods => Cluster.All(ResourceTypes.Pods);

    public static bool IsReady(JsonObject pod) => pod.Map("status")?.List("conditions")?.OfType<JsonObject>()
        .Any(c => c.Text("type") == "Ready" && c.Text("status") == "True") == true;

    public static string Name(JsonObject item) => item.Map("metadata")!.Text("name")!;

    public static string Address(JsonObject pod) => pod.Map("status")!.Text("podIP")!;

    public Task UntilReadyAsync(int pods) =>
        Cluster.UntilAsync($"{pods} pods are ready", () => Pods.Count == pods && Pods.TrueForAll(IsReady));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(_running);
        _stop.Dispose();
    }
}
