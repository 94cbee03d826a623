using System.Reflection;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Configuration;
using MeshActors.Kubernetes.Embedded;
using MeshActors.Kubernetes.Embedded.Workloads;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Embedded;

/// <summary>A make-believe cluster in this process: an API server with the mesh's kinds, and workloads that answer.</summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private const string CrdPrefix = "crds/";

    private readonly EmbeddedApiServer _server;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();
    private KubernetesClient? _client;
    private Task _workloads = Task.CompletedTask;

    private EmbeddedCluster(EmbeddedApiServer server, TimeProvider clock) => (_server, _clock) = (server, clock);

    public IKubernetesClient Client => _client ?? throw new InvalidOperationException("The embedded cluster has not started.");

    public Uri Address => _server.Address;

    /// <param name="options">The API server.</param>
    /// <param name="workloads">What runs the pods; null for a server of objects that nobody acts on.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<EmbeddedCluster> StartAsync(
        EmbeddedApiServerOptions options, WorkloadOptions? workloads, CancellationToken cancellationToken)
    {
        var cluster = new EmbeddedCluster(new EmbeddedApiServer(options), options.Clock);
        try
        {
            await cluster.StartPartsAsync(options, workloads, cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void WriteKubeConfig(string path) => _server.WriteKubeConfig(path);

    /// <summary>Applies manifests: files or folders.</summary>
    /// <exception cref="Options.OptionException">A path does not exist, or a manifest cannot be applied.</exception>
    public async Task ApplyAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var applier = new ManifestApplier(Client, _clock);
        foreach (var path in paths)
        {
            await applier.ApplyPathAsync(path, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes, or fails, when the simulated workloads do; without any, when the cluster is stopped.</summary>
    public Task WhenWorkloadsEnd => _workloads;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _workloads.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client?.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task StartPartsAsync(EmbeddedApiServerOptions options, WorkloadOptions? workloads, CancellationToken cancellationToken)
    {
        await _server.StartAsync(cancellationToken).ConfigureAwait(false);
        var client = _client = new KubernetesClient(KubeConfig.Parse(_server.KubeConfig(), "of the embedded API server").Connect(options.Clock), options.Clock);
        var applier = new ManifestApplier(client, options.Clock);
        foreach (var manifest in Crds())
        {
            await applier.ApplyAsync(manifest.Name, manifest.Yaml, cancellationToken).ConfigureAwait(false);
        }

        _workloads = workloads is null
            ? Task.Delay(Timeout.InfiniteTimeSpan, options.Clock, _stopping.Token)
            : new SimulatedWorkloads(client, workloads, options.Clock, options.Logging.CreateLogger<SimulatedWorkloads>()).RunAsync(_stopping.Token);
    }

    private static IEnumerable<(string Name, string Yaml)> Crds()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(CrdPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }
}
