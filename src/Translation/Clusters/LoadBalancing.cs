using Envoy.Config.Cluster.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Endpoints;
using EnvoyPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshActors.Translation.Clusters;

/// <summary>The load-balancing algorithm and how localities weigh in.</summary>
internal static class LoadBalancing
{
    private const uint DefaultRingSize = 1024;

    public static void Apply(Cluster cluster, ClusterMeshSettings mesh, Service service, bool isRedis, LoadBalancerSettings? settings)
    {
        // Dynamic forward proxies bring their own algorithm.
        if (cluster.LbPolicy == EnvoyPolicy.ClusterProvided)
        {
            return;
        }

        // Unready endpoints are sent too: panic mode would send them traffic.
        if (UnhealthyEndpoints.AreSent(service, mesh.Features))
        {
            cluster.CommonLbConfig.HealthyPanicThreshold ??= new() { Value = 0 };
        }

        ApplyLocality(cluster, EffectiveLocality.Of(mesh.Locality, mesh.ZoneAware, settings, service), mesh.Features.LocalityWeights);
        if (cluster.Type == Cluster.Types.DiscoveryType.OriginalDst)
        {
            cluster.LbPolicy = EnvoyPolicy.ClusterProvided;
            return;
        }

        if (isRedis && mesh.Features.RedisFilter)
        {
            // The proxy of such a client shards by key.
            cluster.LbPolicy = EnvoyPolicy.Maglev;
            return;
        }

        switch (settings?.Simple)
        {
            case SimpleLb.Random:
                cluster.LbPolicy = EnvoyPolicy.Random;
                break;
            case SimpleLb.RoundRobin:
                cluster.LbPolicy = EnvoyPolicy.RoundRobin;
                if (SlowStart(settings) is { } roundRobinStart)
                {
                    cluster.RoundRobinLbConfig = new() { SlowStartConfig = roundRobinStart };
                }

                break;
            case SimpleLb.Passthrough:
                cluster.LbPolicy = EnvoyPolicy.ClusterProvided;
                cluster.Type = Cluster.Types.DiscoveryType.OriginalDst;
                cluster.LoadAssignment = null;
                break;
            default:
                cluster.LbPolicy = EnvoyPolicy.LeastRequest;
                if (SlowStart(settings) is { } leastRequestStart)
                {
                    cluster.LeastRequestLbConfig = new() { SlowStartConfig = leastRequestStart };
                }

                break;
        }

        ApplyConsistentHash(cluster, settings?.ConsistentHash);
    }

    private static void ApplyLocality(Cluster cluster, EffectiveLocality locality, bool always)
    {
        if (locality.ZoneAware is { } zoneAware)
        {
            cluster.CommonLbConfig.ZoneAwareLbConfig = new() { MinClusterSize = zoneAware.MinClusterSize };
            if (zoneAware.Enabled == false)
            {
                // Envoy's own zone-aware routing is on unless it is told otherwise.
                cluster.CommonLbConfig.ZoneAwareLbConfig.RoutingEnabled = new() { Value = 0 };
            }

            return;
        }

        // Weighted localities change how least-request picks, so they are on only where somebody asked for them.
        var failover = locality.Force || cluster.OutlierDetection is not null;
        var setting = locality.Setting;
        if (always
            || (failover && setting is not null && (setting.Failover.Count > 0 || setting.FailoverPriority.Count > 0))
            || setting is { Distribute.Count: > 0 })
        {
            cluster.CommonLbConfig.LocalityWeightedLbConfig = new();
        }
    }

    private static Cluster.Types.SlowStartConfig? SlowStart(LoadBalancerSettings? settings) => settings switch
    {
        { Warmup: { } warmup } => new()
        {
            SlowStartWindow = warmup.Duration.ToProto(),
            Aggression = new() { DefaultValue = warmup.Aggression ?? 1, RuntimeKey = "(" },
            MinWeightPercent = new() { Value = warmup.MinimumPercent ?? 10 },
        },
        { WarmupDurationSecs: { } window } => new() { SlowStartWindow = window.ToProto() },
        _ => null,
    };

    internal static void ApplyConsistentHash(Cluster cluster, ConsistentHashLb? hash)
    {
        switch (hash)
        {
            case null:
                return;
            case { Maglev: { } maglev }:
                cluster.LbPolicy = EnvoyPolicy.Maglev;
                if (maglev.TableSize != 0)
                {
                    cluster.MaglevLbConfig = new() { TableSize = maglev.TableSize };
                }

                return;
            case { RingHash: { } ring }:
                cluster.LbPolicy = EnvoyPolicy.RingHash;
                if (ring.MinimumRingSize != 0)
                {
                    cluster.RingHashLbConfig = new() { MinimumRingSize = ring.MinimumRingSize };
                }

                return;
            default:
                cluster.LbPolicy = EnvoyPolicy.RingHash;
                cluster.RingHashLbConfig = new() { MinimumRingSize = hash.MinimumRingSize != 0 ? hash.MinimumRingSize : DefaultRingSize };
                return;
        }
    }
}
