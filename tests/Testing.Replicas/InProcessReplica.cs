using System.Net;
using MeshActors.Host.Embedded;
using MeshActors.Host.Options;
using MeshActors.Host.Replicas;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Embedded;
using MeshActors.Kubernetes.Embedded.Workloads;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Testing.Replicas;

/// <summary>A replica of the control plane in this process, over an embedded API server, both on free ports of loopback.</summary>
public sealed class InProcessReplica : IAsyncDisposable
{
    private readonly EmbeddedCluster _cluster;
    private Replica? _replica;

    private InProcessReplica(EmbeddedCluster cluster) => _cluster = cluster;

    /// <summary>The API server.</summary>
    public IKubernetesClient Client => _cluster.Client;

    /// <summary>Where readiness and debug pages are.</summary>
    public int HttpPort => _replica!.Ports.Http;

    /// <summary>xDS in clear text.</summary>
    public int XdsPort => _replica!.Ports.Xds;

    /// <summary>xDS over TLS.</summary>
    public int SecureXdsPort => _replica!.Ports.SecureXds;

    /// <summary>Starts both and waits until the replica is ready.</summary>
    /// <param name="manifest">What the API server holds at first, as YAML.</param>
    /// <param name="authenticates">Whether callers of the secure port must prove who they are.</param>
    public static async Task<InProcessReplica> StartAsync(string manifest = "", bool authenticates = true)
    {
        var started = new InProcessReplica(await EmbeddedCluster.StartAsync(new EmbeddedApiServerOptions(), new WorkloadOptions(), CancellationToken.None));
        try
        {
            await new ManifestApplier(started.Client, TimeProvider.System).ApplyAsync("mesh", manifest, CancellationToken.None);
            var options = new ReplicaOptions
            {
                ListenAddress = IPAddress.Loopback,
                Ports = new() { Http = 0, Xds = 0, SecureXds = 0, Monitoring = 0, Link = 0 },
                AuthenticatesXds = authenticates,
            };
            started._replica = await Replica.StartAsync(options, started.Client, NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
            await started._replica.WaitUntilReadyAsync(CancellationToken.None);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public void WriteKubeConfig(string path) => _cluster.WriteKubeConfig(path);

    public async ValueTask DisposeAsync()
    {
        await (_replica?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _cluster.DisposeAsync();
    }
}
