using System.Net;
using System.Security.Cryptography;
using MeshActors.Kubernetes.Embedded.Admission;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Auth;
using MeshActors.Kubernetes.Embedded.Controllers;
using MeshActors.Kubernetes.Embedded.Crds;
using MeshActors.Kubernetes.Embedded.Defaults;
using MeshActors.Kubernetes.Embedded.Http;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;
using Microsoft.AspNetCore.Builder;

namespace MeshActors.Kubernetes.Embedded;

/// <summary>
/// A Kubernetes API server in this process: stores objects, serves them to kubectl and controllers, calls admission
/// webhooks, issues tokens. It runs no containers.
/// </summary>
public sealed class EmbeddedApiServer : IAsyncDisposable
{
    private readonly EmbeddedApiServerOptions _options;
    private readonly ApiServices _services;
    private readonly ObjectApi _api;
    private readonly WebhookAdmission _admission;
    private readonly string _adminToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _controllers = [];
    private readonly CrdController _crds;
    private WebApplication? _web;

    public EmbeddedApiServer(EmbeddedApiServerOptions options)
    {
        _options = options;
        Store = new ObjectStore(options.Store with { DataFolder = options.DataFolder is { } folder ? Path.Combine(folder, "objects") : null });
        Ca = CertificateAuthority.Open(options.DataFolder is { } keys ? Path.Combine(keys, "keys") : null, options.Clock);
        Tokens = TokenIssuer.Open(options.DataFolder is { } tokenKeys ? Path.Combine(tokenKeys, "keys") : null, options.Clock);
        var catalog = new CatalogHolder(BuiltInResources.All(new BuiltInRules(Store, options.ServiceCidr, options.Clock).Of));
        _admission = new WebhookAdmission(Store, catalog, new WebhookCaller(options.ServiceResolver ?? new ServiceAddresses(Store).Find, options.Clock));
        _services = new ApiServices(Store, catalog, options.Clock, _admission) { GracefulPods = options.GracefulPodDeletion, Stopping = _stopping.Token };
        _api = new ObjectApi(_services);
        _crds = new CrdController(_services, _api, catalog);
        Client = new LocalClient(_services, _api);
    }

    /// <summary>The objects themselves, for reading and watching without HTTP.</summary>
    public ObjectStore Store { get; }

    /// <summary>Reads and writes in this process, with the same defaults, validation and admission as over HTTP.</summary>
    public LocalClient Client { get; }

    public CertificateAuthority Ca { get; }

    public TokenIssuer Tokens { get; }

    /// <summary>The HTTPS address, once started.</summary>
    /// <exception cref="InvalidOperationException">The server has not started.</exception>
    public Uri Address { get => field ?? throw new InvalidOperationException("The API server has not started."); private set; }

    /// <summary>The plain HTTP address, once started, or null where none was asked for.</summary>
    public Uri? PlainAddress { get; private set; }

    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await new ClusterSeed(_services, _api, _options.ServiceCidr).PlantAsync(cancellation).ConfigureAwait(false);
        await _crds.ReconcileAsync(Store.State, null, cancellation).ConfigureAwait(false);
        var namespaces = new NamespaceController(_services, _api, () => Ca.Pem);
        await namespaces.ReconcileAsync(Store.State, null, cancellation).ConfigureAwait(false);
        var authenticator = new Authenticator(Ca, Tokens, _adminToken, Store, trustsAnonymous: false);
        var pipeline = new ApiPipeline(_services, _api, authenticator, Tokens, _options);
        (_web, Address, PlainAddress) = await ApiHost.StartAsync(_options, Ca, pipeline, cancellation).ConfigureAwait(false);
        StartController(_crds);
        StartController(namespaces);
        StartController(new GarbageCollector(_services, _api));
        StartController(new EventExpiry(_services));
    }

    public async Task StopAsync(CancellationToken cancellation = default)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_web is { } web)
        {
            _web = null;
            await web.StopAsync(cancellation).ConfigureAwait(false);
            await web.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(_controllers).ConfigureAwait(false);
        _controllers.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await Store.DisposeAsync().ConfigureAwait(false);
        _admission.Dispose();
        Ca.Dispose();
        Tokens.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Writes a kubeconfig with an admin's client certificate, readable by its owner only.</summary>
    public void WriteKubeConfig(string path) => PrivateFile.Write(path, KubeConfig());

    /// <summary>The text of a kubeconfig for the admin.</summary>
    public string KubeConfig()
    {
        var (certificate, key) = Ca.IssueClient("kubernetes-admin", [ApiUser.MastersGroup]);
        return KubeConfigText.Write(Address, Ca.Pem, certificate, key);
    }

    private void StartController(IController controller)
        => _controllers.Add(new ControllerLoop(Store, controller, _options.Logging.CreateLogger(controller.GetType().FullName!)).RunAsync(_stopping.Token));
}
