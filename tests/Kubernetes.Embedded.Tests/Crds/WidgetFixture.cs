using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds;

/// <summary>A server that serves the custom kind Widget.</summary>
public sealed class WidgetFixture : IAsyncLifetime
{
    public ApiFixture Api { get; } = new();

    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        (await Api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Manifests.WidgetCrd)).Code.ShouldBe(201);
        await using var watch = await WatchStream.OpenAsync(Api, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?watch=true");
        while (await watch.NextAsync() is { } next && next.Object["status"]?["conditions"] is null)
        {
        }
    }

    public Task DisposeAsync() => Api.DisposeAsync();
}
