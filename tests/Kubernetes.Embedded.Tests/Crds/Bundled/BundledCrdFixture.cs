using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;

/// <summary>A server that serves the bundled kinds.</summary>
public sealed class BundledCrdFixture : IAsyncLifetime
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    public ApiFixture Api { get; } = new();

    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        foreach (var crd in CrdSet.Bundled.Definitions.Values)
        {
            var created = await Api.PostAsync(Definitions, crd.ToJsonString());
            created.Code.ShouldBe(201, created.Body.ToJsonString());
        }

        var established = new HashSet<string>();
        await using var watch = await WatchStream.OpenAsync(Api, $"{Definitions}?watch=true");
        while (established.Count < CrdSet.Bundled.Definitions.Count && await watch.NextAsync() is { } next)
        {
            if (next.Object["status"]?["conditions"] is JsonArray)
            {
                established.Add(next.Object["metadata"]!["name"]!.GetValue<string>());
            }
        }
    }

    public Task DisposeAsync() => Api.DisposeAsync();
}
