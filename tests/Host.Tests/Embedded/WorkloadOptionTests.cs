using MeshActors.Host.Embedded;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Embedded;
using MeshActors.Kubernetes.Embedded.Workloads;
using MeshActors.Testing;

namespace MeshActors.Host.Tests.Embedded;

/// <summary>An embedded cluster with and without anybody who runs its pods.</summary>
public sealed class WorkloadOptionTests
{
    [Fact]
    public async Task ClusterWithoutWorkloads_HasNoNodes_AndItsWorkloadsEndWithIt()
    {
        var cluster = await EmbeddedCluster.StartAsync(new EmbeddedApiServerOptions(), null, CancellationToken.None);
        (await cluster.Client.ListAsync(ResourceTypes.Nodes, new(), CancellationToken.None)).Items.ShouldBeEmpty();
        cluster.WhenWorkloadsEnd.IsCompleted.ShouldBeFalse();

        await cluster.DisposeAsync();

        cluster.WhenWorkloadsEnd.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task ClusterWithWorkloads_HasTheirNodes()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedApiServerOptions(), new WorkloadOptions(), CancellationToken.None);
        using var limit = new CancellationTokenSource(Patience.Limit);

        while ((await cluster.Client.ListAsync(ResourceTypes.Nodes, new(), limit.Token)).Items.Count < new WorkloadOptions().Nodes.Length)
        {
            cluster.WhenWorkloadsEnd.IsCompleted.ShouldBeFalse();
        }
    }
}
