using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshActors.Translation.Clusters;

/// <summary>A cluster that leads to the proxy's own application.</summary>
internal static class InboundClusters
{
    private const string UnixPrefix = "unix://";

    // The largest duration that Envoy takes: idle original-destination hosts are never cleaned up.
    private const long NeverSeconds = 9223372035;

    public static EncodedResource Build(InboundClusterInputs inputs)
    {
        var name = Naming.ClusterName(Naming.Inbound, "", "", inputs.ClusterPort);
        var passesThrough = inputs.Bind.Length == 0;
        var cluster = new Cluster
        {
            Name = name,
            Type = passesThrough ? DiscoveryType.OriginalDst : DiscoveryType.Static,
            CommonLbConfig = new(),
            AltStatName = StatNames.Delimited(name),
        };
        if (!passesThrough)
        {
            cluster.LoadAssignment = new() { ClusterName = name, Endpoints = { LocalEndpoint(inputs) } };
        }
        else if (inputs.Services.Services[0].PassthroughPorts.TryGetValue(inputs.Port.Number, out var target))
        {
            cluster.OriginalDstLbConfig = new() { UpstreamPortOverride = (uint)target };
        }

        var draft = new ClusterDraft(cluster);
        UpstreamProtocols.Apply(draft, inputs.Port.Protocol, inputs.View.Type, inputs.View.PreserveHeaderCase);
        ApplyNames(cluster, inputs);
        if (passesThrough)
        {
            cluster.CleanupInterval = new Duration { Seconds = NeverSeconds };
        }

        var policy = TrafficPolicies.ForPort(inputs.Rule?.Spec.TrafficPolicy, inputs.Port);
        if (inputs.Rule is { Spec.TrafficPolicy: not null } rule && cluster.Metadata is { } metadata)
        {
            IstioMetadata.SetConfig(metadata, "networking.istio.io", "v1", "destination-rule", rule.Meta);
        }

        // The server's side needs the capacity that its clients were given, so that pools count inbound too.
        policy = TrafficPolicies.OverMeshDefault(inputs.Mesh.DefaultPolicy, policy);
        ConnectionPools.Apply(draft, inputs.Mesh, inputs.SidecarPool ?? policy?.ConnectionPool ?? new(), policy?.RetryBudget);
        if (passesThrough)
        {
            cluster.LbPolicy = LbPolicy.ClusterProvided;
        }

        if (inputs.Bind is not ("127.0.0.1" or "::1"))
        {
            cluster.UpstreamBindConfig = new()
            {
                SourceAddress = BuiltInClusters.Source(inputs.HasIpv4 ? BuiltInClusters.PassthroughSourceV4 : BuiltInClusters.PassthroughSourceV6),
            };
            if (inputs.UsesBothFamilies)
            {
                cluster.UpstreamBindConfig.ExtraSourceAddresses.Add(
                    new ExtraSourceAddress { Address = BuiltInClusters.Source(BuiltInClusters.PassthroughSourceV6) });
            }
        }

        var built = draft.Build();
        return new(name, TypeUrls.Cluster, EnvoyEncoding.ToBytes(built));
    }

    private static void ApplyNames(Cluster cluster, InboundClusterInputs inputs)
    {
        if (!inputs.WithoutService)
        {
            IstioMetadata.SetServices(cluster, inputs.Services.Services, inputs.Mesh.Features);
        }

        if (inputs.Mesh.InboundStatName.Length > 0)
        {
            cluster.AltStatName = StatNames.Delimited(StatNames.Fill(
                inputs.Mesh.InboundStatName, inputs.Services.Services[0], inputs.Port, subset: "", inputs.ClusterPort));
        }
    }

    private static LocalityLbEndpoints LocalEndpoint(InboundClusterInputs inputs)
    {
        var address = inputs.Bind.StartsWith(UnixPrefix, StringComparison.Ordinal)
            ? new Address { Pipe = new() { Path = inputs.Bind[UnixPrefix.Length..] } }
            : new Address { SocketAddress = new() { Address = inputs.Bind, PortValue = (uint)inputs.TargetPort } };
        return new() { LbEndpoints = { new LbEndpoint { Endpoint = new() { Address = address } } } };
    }
}
