using Envoy.Admin.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.EnvoyApi;
using MeshActors.Translation;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary>
/// Makes Envoy's config dump of what a proxy is to hold, with all sections that Envoy has, in its order. Private keys are left out.
/// </summary>
internal static class ConfigDumps
{
    /// <summary>The types that a dump tells of.</summary>
    public static IReadOnlyCollection<XdsType> Types { get; } =
        [XdsType.Cluster, XdsType.Endpoint, XdsType.Listener, XdsType.Route, XdsType.Secret, XdsType.ExtensionConfig];

    public static ConfigDump Of(HeldResources held, bool withEndpoints)
    {
        var dump = new ConfigDump();
        dump.Configs.Add(EnvoyAny.Pack(new BootstrapConfigDump()));
        dump.Configs.Add(EnvoyAny.Pack(Clusters(held)));
        if (withEndpoints)
        {
            dump.Configs.Add(EnvoyAny.Pack(Endpoints(held)));
        }

        dump.Configs.Add(EnvoyAny.Pack(Listeners(held)));
        dump.Configs.Add(EnvoyAny.Pack(new ScopedRoutesConfigDump()));
        dump.Configs.Add(EnvoyAny.Pack(Routes(held)));
        dump.Configs.Add(EnvoyAny.Pack(Secrets(held)));
        dump.Configs.Add(EnvoyAny.Pack(Extensions(held)));
        return dump;
    }

    /// <summary>A type's resources, without what nobody may read.</summary>
    public static IEnumerable<Any> ResourcesOf(HeldResources held, XdsType type) =>
        held.Types.TryGetValue(type, out var known) ? known.Resources.Select(Redaction.Of) : [];

    private static string VersionOf(HeldResources held, XdsType type) => held.Types.TryGetValue(type, out var known) ? known.Version : "";

    private static ClustersConfigDump Clusters(HeldResources held)
    {
        var version = VersionOf(held, XdsType.Cluster);
        var dump = new ClustersConfigDump { VersionInfo = version };
        foreach (var cluster in ResourcesOf(held, XdsType.Cluster))
        {
            dump.DynamicActiveClusters.Add(new ClustersConfigDump.Types.DynamicCluster { VersionInfo = version, Cluster = cluster });
        }

        return dump;
    }

    private static EndpointsConfigDump Endpoints(HeldResources held)
    {
        var version = VersionOf(held, XdsType.Endpoint);
        var dump = new EndpointsConfigDump();
        foreach (var endpoints in ResourcesOf(held, XdsType.Endpoint))
        {
            dump.DynamicEndpointConfigs.Add(new EndpointsConfigDump.Types.DynamicEndpointConfig { VersionInfo = version, EndpointConfig = endpoints });
        }

        return dump;
    }

    private static ListenersConfigDump Listeners(HeldResources held)
    {
        var dump = new ListenersConfigDump { VersionInfo = VersionOf(held, XdsType.Listener) };
        foreach (var listener in held.Types.GetValueOrDefault(XdsType.Listener)?.Resources ?? [])
        {
            dump.DynamicListeners.Add(new ListenersConfigDump.Types.DynamicListener
            {
                Name = listener.Name,
                ActiveState = new() { VersionInfo = dump.VersionInfo, Listener = Redaction.Of(listener) },
            });
        }

        return dump;
    }

    private static RoutesConfigDump Routes(HeldResources held)
    {
        var version = VersionOf(held, XdsType.Route);
        var dump = new RoutesConfigDump();
        foreach (var route in ResourcesOf(held, XdsType.Route))
        {
            dump.DynamicRouteConfigs.Add(new RoutesConfigDump.Types.DynamicRouteConfig { VersionInfo = version, RouteConfig = route });
        }

        return dump;
    }

    private static SecretsConfigDump Secrets(HeldResources held)
    {
        var version = VersionOf(held, XdsType.Secret);
        var dump = new SecretsConfigDump();
        foreach (var secret in held.Types.GetValueOrDefault(XdsType.Secret)?.Resources ?? [])
        {
            dump.DynamicActiveSecrets.Add(new SecretsConfigDump.Types.DynamicSecret
            {
                Name = secret.Name,
                VersionInfo = version,
                Secret = Redaction.Of(secret),
            });
        }

        return dump;
    }

    private static EcdsConfigDump Extensions(HeldResources held)
    {
        var version = VersionOf(held, XdsType.ExtensionConfig);
        var dump = new EcdsConfigDump();
        foreach (var extension in ResourcesOf(held, XdsType.ExtensionConfig))
        {
            dump.EcdsFilters.Add(new EcdsConfigDump.Types.EcdsFilterConfig { VersionInfo = version, EcdsFilter = extension });
        }

        return dump;
    }
}
