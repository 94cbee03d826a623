using MeshActors.Host.Embedded;
using MeshActors.Kubernetes.Embedded;
using MeshActors.Kubernetes.Embedded.Workloads;

namespace MeshActors.Host.Tests;

/// <summary>An embedded cluster on a free port for the tests of a class.</summary>
public sealed class EmbeddedServer : IAsyncLifetime
{
    internal EmbeddedCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Cluster = await EmbeddedCluster.StartAsync(new EmbeddedApiServerOptions(), new WorkloadOptions(), CancellationToken.None);

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
