using MeshActors.Actors.Remote;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>
/// What is asked about endpoints. A query names the feed that answers it, so that every field has to come back as it was, absent
/// ones included.
/// </summary>
internal static class QueryForms
{
    public static Proto.EndpointQuery ToProto(EndpointQuery query)
    {
        var proto = new Proto.EndpointQuery
        {
            ClusterName = query.ClusterName,
            Service = query.Service is { } service ? ServiceForms.ToProto(service) : null,
            InlinePort = query.InlinePort,
            Self = query.Self is { } self ? ToProto(self) : null,
            KeepsUnhealthy = query.KeepsUnhealthy,
            KeepsDraining = query.KeepsDraining,
            OnlyMutualTls = query.OnlyMutualTls,
            MutualTls = RuleForms.ToProto(query.MutualTls),
            Paths = query.Paths is { } paths ? ToProto(paths) : null,
            Locality = query.Locality is { } plan ? LocalityForms.ToProto(plan) : null,
            CanTunnel = query.CanTunnel,
            OmitsWorkloads = query.OmitsWorkloads,
            External = query.External is { } external ? ToProto(external) : null,
            SubsetLabels = { query.SubsetLabels.Select(ToProto) },
            Networks = { query.Networks },
        };
        if (query.PortName is { } port)
        {
            proto.PortName = port;
        }

        if (query.OnlyCluster is { } cluster)
        {
            proto.OnlyCluster = cluster;
        }

        if (query.OnlyNode is { } node)
        {
            proto.OnlyNode = node;
        }

        if (query.DrainingLabel is { } draining)
        {
            proto.DrainingLabel = draining;
        }

        return proto;
    }

    /// <exception cref="WireFormatException">It lacks what every query has.</exception>
    public static EndpointQuery FromProto(Proto.EndpointQuery? query)
    {
        var known = Received.Required(query, "A query");
        return new()
        {
            ClusterName = known.ClusterName,
            Service = known.Service is { } service ? ServiceForms.FromProto(service) : null,
            PortName = known.HasPortName ? known.PortName : null,
            InlinePort = known.InlinePort,
            SubsetLabels = [.. known.SubsetLabels.Select(FromProto)],
            OnlyCluster = known.HasOnlyCluster ? known.OnlyCluster : null,
            OnlyNode = known.HasOnlyNode ? known.OnlyNode : null,
            Networks = [.. known.Networks],
            Self = known.Self is { } self ? new(self.WorkloadName, self.PodTemplateHash, self.RolloutsPodTemplateHash, self.Region) : null,
            KeepsUnhealthy = known.KeepsUnhealthy,
            KeepsDraining = known.KeepsDraining,
            OnlyMutualTls = known.OnlyMutualTls,
            MutualTls = RuleForms.FromProto(Received.Required(known.MutualTls, $"The rules of mutual TLS for {known.ClusterName}")),
            Paths = known.Paths is { } paths ? FromProto(paths) : null,
            Locality = known.Locality is { } plan ? LocalityForms.FromProto(plan) : null,
            CanTunnel = known.CanTunnel,
            OmitsWorkloads = known.OmitsWorkloads,
            DrainingLabel = known.HasDrainingLabel ? known.DrainingLabel : null,
            External = known.External is { } external ? new(external.Service, external.Revision, external.Namespace) : null,
        };
    }

    public static Proto.Label ToProto(KeyValuePair<string, string> label) => new() { Name = label.Key, Value = label.Value };

    public static KeyValuePair<string, string> FromProto(Proto.Label label) => new(label.Name, label.Value);

    private static Proto.ExternalIdentity ToProto(ExternalIdentity identity) =>
        new() { Service = identity.Service, Revision = identity.Revision, Namespace = identity.Namespace };

    private static Proto.SelfDiscovery ToProto(SelfDiscovery self) => new()
    {
        WorkloadName = self.WorkloadName,
        PodTemplateHash = self.PodTemplateHash,
        RolloutsPodTemplateHash = self.RolloutsPodTemplateHash,
        Region = self.Region,
    };

    private static Proto.NetworkPaths ToProto(NetworkPaths paths) => new()
    {
        ProxyNetwork = paths.ProxyNetwork,
        IsSidecar = paths.IsSidecar,
        HasIpv4 = paths.HasIpv4,
        HasIpv6 = paths.HasIpv6,
        Gateways = { paths.Gateways.Select(RegistryForms.ToProto) },
        Scale = paths.Scale,
    };

    private static NetworkPaths FromProto(Proto.NetworkPaths paths) => new()
    {
        ProxyNetwork = paths.ProxyNetwork,
        IsSidecar = paths.IsSidecar,
        HasIpv4 = paths.HasIpv4,
        HasIpv6 = paths.HasIpv6,
        Gateways = [.. paths.Gateways.Select(RegistryForms.FromProto)],
        Scale = paths.Scale,
    };
}
