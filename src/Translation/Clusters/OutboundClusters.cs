using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;
using Subset = MeshActors.Mesh.Networking.Subset;

namespace MeshActors.Translation.Clusters;

/// <summary>The clusters of one service port: one for the service and one for each subset of its DestinationRule.</summary>
internal static class OutboundClusters
{
    /// <summary>Empty where the service is resolved by DNS and names nothing to resolve.</summary>
    public static IReadOnlyList<EncodedResource> Build(OutboundClusterInputs inputs)
    {
        var rule = inputs.Rule?.Spec;
        var policy = TrafficPolicies.OverMeshDefault(inputs.Mesh.DefaultPolicy, TrafficPolicies.ForPort(rule?.TrafficPolicy, inputs.Port));
        var main = OutboundCluster(inputs, subset: null);
        if (main is null)
        {
            return [];
        }

        if (inputs.Service.KeepsSessions(inputs.Mesh.Features))
        {
            // Sessions stick to endpoints that drain, so that Envoy must not drop them.
            main.Cluster.CommonLbConfig.OverrideHostStatus = new HealthStatusSet
            {
                Statuses = { HealthStatus.Healthy, HealthStatus.Draining, HealthStatus.Unknown, HealthStatus.Degraded },
            };
        }

        ApplyPolicy(main, inputs, policy, rule?.TrafficPolicy, Sni(inputs, ""));
        Finish(main.Cluster, inputs);
        IstioMetadata.SetPeers(main.Cluster, inputs);
        if (inputs.Rule is { } config)
        {
            IstioMetadata.SetConfig(main.Cluster.EnsureMetadata(), "networking.istio.io", "v1", "destination-rule", config.Meta);
            IstioMetadata.SetAlpnOverride(main.Cluster.EnsureMetadata(), policy?.Tls?.Mode);
        }

        List<EncodedResource> result = [Encode(main)];
        foreach (var subset in rule?.Subsets ?? [])
        {
            if (SubsetCluster(inputs, main.Cluster.Type, policy, subset) is { } draft)
            {
                result.Add(Encode(draft));
            }
        }

        return result;
    }

    private static ClusterDraft? SubsetCluster(OutboundClusterInputs inputs, DiscoveryType mainType, TrafficPolicy? rulePolicy, Subset subset)
    {
        var passthrough = subset.TrafficPolicy?.LoadBalancer?.Simple == SimpleLb.Passthrough;
        var draft = OutboundCluster(inputs, subset, passthrough ? DiscoveryType.OriginalDst : mainType);
        if (draft is null)
        {
            return null;
        }

        var policy = TrafficPolicies.ForSubset(rulePolicy, subset.TrafficPolicy, inputs.Port);
        ApplyPolicy(draft, inputs, policy, subset.TrafficPolicy, inputs.Mode == ClusterMode.Default ? Sni(inputs, subset.Name) : "");
        Finish(draft.Cluster, inputs);
        var metadata = draft.Cluster.EnsureMetadata();
        IstioMetadata.SetConfig(metadata, "networking.istio.io", "v1", "destination-rule", inputs.Rule!.Meta);
        IstioMetadata.SetSubset(metadata, subset.Name);
        IstioMetadata.SetAlpnOverride(metadata, policy?.Tls?.Mode);
        return draft;
    }

    private static ClusterDraft? OutboundCluster(OutboundClusterInputs inputs, Subset? subset, DiscoveryType? type = null)
    {
        var service = inputs.Service;
        var subsetName = subset?.Name ?? "";
        var name = inputs.Mode == ClusterMode.Default
            ? Naming.ClusterName(Naming.Outbound, subsetName, service.Hostname, inputs.Port.Number)
            : Naming.SniClusterName(Naming.Outbound, subsetName, service.Hostname, inputs.Port.Number);
        var draft = BasicCluster.Build(
            name, type ?? DiscoveryTypes.Of(service, inputs.View, inputs.Mesh.Features), service, inputs.Port, inputs.View, inputs.Mesh, inputs.Inline, subset);
        if (draft is null)
        {
            return null;
        }

        IstioMetadata.SetServices(draft.Cluster, [service], inputs.Mesh.Features);
        if (inputs.Mesh.OutboundStatName.Length > 0)
        {
            draft.Cluster.AltStatName = StatNames.Delimited(
                StatNames.Fill(inputs.Mesh.OutboundStatName, service, inputs.Port, subsetName, targetPort: 0));
        }

        return draft;
    }

    /// <param name="draft">The cluster.</param>
    /// <param name="inputs">All that decides it.</param>
    /// <param name="policy">The policy in force on this port.</param>
    /// <param name="modePolicy">The policy whose load balancer tells whether connections pass through (a subset's own, else the rule's).</param>
    /// <param name="sni">SNI for mutual TLS.</param>
    internal static void ApplyPolicy(
        ClusterDraft draft, OutboundClusterInputs inputs, TrafficPolicy? policy, TrafficPolicy? modePolicy, string sni)
    {
        var pool = policy?.ConnectionPool ?? new();
        if (UpstreamProtocols.ShouldUpgrade(inputs.Port.Protocol, inputs.Mesh.UpgradeToHttp2, pool))
        {
            draft.UseHttp2();
        }

        ConnectionPools.Apply(draft, inputs.Mesh, pool, policy?.RetryBudget);
        Outliers.Apply(draft, inputs.Service, policy?.OutlierDetection, inputs.Mesh.Features);
        LoadBalancing.Apply(draft.Cluster, inputs.Mesh, inputs.Service, inputs.Port.Protocol == Protocol.Redis, policy?.LoadBalancer);
        if (inputs.Mode == ClusterMode.Default)
        {
            UpstreamTls.Apply(draft, TlsInputs(inputs, modePolicy, sni), policy?.Tls);
            TransportSockets.WrapInProxyProtocol(draft, policy?.ProxyProtocol);
        }

        if (draft.Cluster.Type == DiscoveryType.OriginalDst)
        {
            draft.Cluster.LbPolicy = LbPolicy.ClusterProvided;
        }
    }

    private static UpstreamTlsInputs TlsInputs(OutboundClusterInputs inputs, TrafficPolicy? modePolicy, string sni)
    {
        var passesThrough = inputs.Service.Resolution == Resolution.Passthrough
            || modePolicy?.LoadBalancer?.Simple == SimpleLb.Passthrough;
        return new()
        {
            View = inputs.View,
            Mesh = inputs.Mesh,
            ServiceAccounts = inputs.ServiceAccounts.Names,
            MutualTlsSni = sni,
            MeshExternal = inputs.Service.MeshExternal,
            IsServiceEntry = inputs.Service.Registry == ServiceRegistry.External,
            ServiceMode = passesThrough && inputs.PassthroughMustBePlain ? MutualTlsMode.Disable : inputs.ServiceMode,
            RuleSelectsWorkloads = inputs.Rule?.Spec.WorkloadSelector is not null,
        };
    }

    private static void Finish(Cluster cluster, OutboundClusterInputs inputs)
    {
        if (cluster.Type == DiscoveryType.Eds && cluster.ClusterDiscoveryTypeCase != Cluster.ClusterDiscoveryTypeOneofCase.ClusterType)
        {
            cluster.EdsClusterConfig = new()
            {
                ServiceName = cluster.Name,
                EdsConfig = new()
                {
                    Ads = new(),
                    InitialFetchTimeout = Duration.FromTimeSpan(TimeSpan.Zero),
                    ResourceApiVersion = ApiVersion.V3,
                },
            };
        }

        MetadataExchange.Apply(cluster, inputs.View, inputs.Mesh.Features);
    }

    private static string Sni(OutboundClusterInputs inputs, string subset) =>
        Naming.SniClusterName(Naming.Outbound, subset, inputs.Service.Hostname, inputs.Port.Number);

    private static EncodedResource Encode(ClusterDraft draft)
    {
        var cluster = draft.Build();
        return new(cluster.Name, TypeUrls.Cluster, EnvoyEncoding.ToBytes(cluster));
    }
}
