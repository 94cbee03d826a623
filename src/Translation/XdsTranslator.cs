using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Endpoints;
using MeshActors.Translation.Extensions;
using MeshActors.Translation.Extensions.Patches;
using MeshActors.Translation.Grpc;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.NameTables;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Secrets;
using MeshActors.Translation.Security;
using MeshActors.Translation.Security.Authentication;

namespace MeshActors.Translation;

/// <summary>
/// The front door of translation: one for a process, shared by all scopes, since what it remembers is what they share.
/// Safe for several threads.
/// </summary>
public sealed class XdsTranslator
{
    private readonly ClusterTranslator _clusters = new();
    private readonly SecurityPolicies _policies;
    private readonly ListenerTranslator _listeners;
    private readonly RouteTranslator _routes = new();
    private readonly NameTableTranslator _nameTables = new();
    private readonly EndpointQueryBooks _queries = new();
    private readonly GrpcTranslator _grpc;
    private readonly GrpcAuthorization _grpcAuthorization = new();
    private readonly ExtensionFilters _extensions = new();
    private readonly ExtensionConfigTranslator _extensionConfigs = new();
    private readonly SecretTranslator _secrets = new();
    private readonly EnvoyFilterStage _patches = new();
    private int _sweeps;

    public XdsTranslator()
        : this(new NoJsonWebKeySets())
    {
    }

    /// <param name="keys">The keys of token issuers.</param>
    public XdsTranslator(IJsonWebKeySets keys)
    {
        _policies = new(keys);
        _listeners = new(_policies, _extensions);
        _grpc = new(_routes);
    }

    /// <summary>How much was encoded so far, for tests and benchmarks that count work.</summary>
    public TranslationWork Work =>
        new(_clusters.Misses, _listeners.Misses, _routes.EncodedConfigurations, _routes.EncodedHosts, _nameTables.Misses);

    /// <summary>The types that an Envoy gets whole, without naming resources, in the order in which they are pushed.</summary>
    public static readonly IReadOnlyList<XdsType> WildcardTypes = [XdsType.Cluster, XdsType.Listener, XdsType.NameTable];

    /// <summary>All resources of a type that an Envoy gets whole; none of any other type, and none for proxyless gRPC.</summary>
    public IReadOnlyList<EncodedResource> Translate(XdsType type, TranslationContext context) => type switch
    {
        _ when context.Node.IsProxylessGrpc => [],
        XdsType.Cluster => _patches.Clusters(context, _clusters.Translate(context)),
        XdsType.Listener => _patches.Listeners(context, _listeners.Translate(context)),
        XdsType.NameTable when context.Node.Type == ProxyType.Sidecar => [_nameTables.Translate(context)],
        _ => [],
    };

    /// <summary>The named resources of a type, as far as they exist and are no secrets.</summary>
    public IReadOnlyList<EncodedResource> Translate(XdsType type, TranslationContext context, IReadOnlyCollection<string> names) =>
        Translate(type, context, names, NoCredentials.Instance);

    /// <summary>The named resources of a type, as far as they exist and the proxy may have them.</summary>
    public IReadOnlyList<EncodedResource> Translate(
        XdsType type, TranslationContext context, IReadOnlyCollection<string> names, ICredentials credentials) =>
        context.Node.IsProxylessGrpc ? ForGrpc(type, context, names) : ForEnvoy(type, context, names, credentials);

    /// <summary>Where to look up the queries for a proxy's load assignments.</summary>
    public EndpointQueryBook QueriesOf(TranslationContext context) => _queries.Of(context);

    /// <summary>How often <see cref="Sweep"/> was called: after each, everything in use has to be looked up again to be kept.</summary>
    public int Sweeps => Volatile.Read(ref _sweeps);

    /// <summary>Forgets what was not used since the sweep before the last one.</summary>
    public void Sweep()
    {
        Interlocked.Increment(ref _sweeps);
        _clusters.Sweep();
        _policies.Sweep();
        _listeners.Sweep();
        _routes.Sweep();
        _nameTables.Sweep();
        _queries.Sweep();
        _grpc.Sweep();
        _grpcAuthorization.Sweep();
        _extensions.Sweep();
        _extensionConfigs.Sweep();
        _secrets.Sweep();
        _patches.Sweep();
    }

    private IReadOnlyList<EncodedResource> ForEnvoy(
        XdsType type, TranslationContext context, IReadOnlyCollection<string> names, ICredentials credentials)
    {
        switch (type)
        {
            case XdsType.Route:
                // Routes of sidecars do not depend on what stands before their own workload.
                var targets = context.Node.Type == ProxyType.Router ? ServiceTargets.Of(context.Node, context.View) : [];
                return _patches.Routes(context, _routes.Translate(context, names, targets), targets);
            case XdsType.Secret:
                return _secrets.Translate(context, names, credentials);
            case XdsType.ExtensionConfig:
                return [.. _patches.ExtensionConfigs(context, names), .. _extensionConfigs.Translate(context, names, credentials)];
            default:
                return [.. Translate(type, context).Where(resource => names.Contains(resource.Name))];
        }
    }

    private IReadOnlyList<EncodedResource> ForGrpc(XdsType type, TranslationContext context, IReadOnlyCollection<string> names) => type switch
    {
        XdsType.Listener => _grpc.Listeners(context, names, ServiceTargets.Of(context.Node, context.View), _grpcAuthorization),
        XdsType.Cluster => _grpc.Clusters(context, names),
        XdsType.Route => _grpc.Routes(context, names),
        _ => [],
    };
}
