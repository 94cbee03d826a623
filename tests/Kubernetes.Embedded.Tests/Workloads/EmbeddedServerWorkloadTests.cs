using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Configuration;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads;
using MeshActors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Kubernetes.Embedded.Tests.Workloads;

/// <summary>Workloads over HTTP against the real embedded server, with its defaults, validation and garbage collection.</summary>
public sealed class EmbeddedServerWorkloadTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private readonly EmbeddedApiServer _server = new(new EmbeddedApiServerOptions { PlainPort = 0, GracefulPodDeletion = true });
    private KubernetesClient _client = null!;
    private Task _running = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        _client = new KubernetesClient(new ClusterConnection(_server.PlainAddress!), TimeProvider.System);
        var options = new WorkloadOptions { PodCidr = RunningWorkloads.NextRange(), DrainTime = TimeSpan.FromMilliseconds(50) };
        var workloads = new SimulatedWorkloads(_client, options, TimeProvider.System, NullLogger<SimulatedWorkloads>.Instance);
        _running = workloads.RunAsync(_stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(_running);
        _client.Dispose();
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Namespace_WithAWorkload_FillsServesAndEmpties()
    {
        await CreateAsync(ResourceTypes.Namespaces, null, """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}""");
        await CreateAsync(ResourceTypes.Services, "shop", Document("v1", "Service", RunningWorkloads.Service("web")));
        await CreateAsync(ResourceTypes.Deployments, "shop", Document("apps/v1", "Deployment", RunningWorkloads.Deployment("web", 2)));

        var address = "";
        await WatchUntilAsync(ResourceTypes.EndpointSlices, slices =>
        {
            var ready = slices.SelectMany(s => s.List("endpoints")?.OfType<JsonObject>() ?? []).Where(e => e.Map("conditions")?.Flag("ready") == true).ToList();
            address = ready.FirstOrDefault()?.List("addresses")?[0].AsText() ?? "";
            return ready.Count == 2;
        });
        using var http = new HttpClient();
        var answer = JsonNode.Parse(await http.GetStringAsync($"http://{address}:18080/"))!.AsObject();
        answer.Text("namespace").ShouldBe("shop");
        await WatchUntilAsync(ResourceTypes.Deployments, all => all is [var web] && web.Map("status")?.Whole("availableReplicas") == 2);

        await _client.DeleteAsync(ResourceTypes.Namespaces, null, "shop", DeleteOptions.Default, default);

        await WatchUntilAsync(ResourceTypes.Namespaces, all => all.TrueForAll(n => n.Map("metadata")!.Text("name") != "shop"));
        foreach (var type in new[] { ResourceTypes.Pods, ResourceTypes.ReplicaSets, ResourceTypes.EndpointSlices, ResourceTypes.Endpoints })
        {
            (await _client.ListAsync(type, new ListOptions { Namespace = "shop" }, default)).Items.ShouldBeEmpty();
        }
    }

    private static string Document(string apiVersion, string kind, string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document["apiVersion"] = apiVersion;
        document["kind"] = kind;
        document.Map("metadata")!["namespace"] = "shop";
        return document.ToJsonString();
    }

    private Task CreateAsync(ResourceType type, string? @namespace, string json) =>
        _client.CreateAsync(type, @namespace, Encoding.UTF8.GetBytes(json), WriteOptions.Default, default);

    /// <summary>Follows a type until its objects are as wanted.</summary>
    private async Task WatchUntilAsync(ResourceType type, Func<List<JsonObject>, bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var objects = new Dictionary<ObjectKey, JsonObject>();
        var options = new ReflectorOptions { Namespace = type.Namespaced ? "shop" : null };
        var reflector = new Reflector(_client, type, options, TimeProvider.System);
        var found = false;
        await Should.ThrowAsync<OperationCanceledException>(reflector.RunAsync(
            async news =>
            {
                if (news is { Type: ReflectorEventType.Upserted, Object: { } item })
                {
                    objects[item.Key] = JsonNode.Parse(item.Json.Span)!.AsObject();
                }
                else if (news is { Type: ReflectorEventType.Deleted, Object: { } gone })
                {
                    objects.Remove(gone.Key);
                }

                if (news.ResourceVersion.Length > 0 && holds([.. objects.Values]))
                {
                    found = true;
                    await limit.CancelAsync();
                }
            },
            limit.Token));
        found.ShouldBeTrue($"{type} never came to be as wanted.");
    }
}
