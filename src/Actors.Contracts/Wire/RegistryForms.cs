using System.Collections.ObjectModel;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>What the registry knows besides services: endpoints, facts about them, gateways and nodes.</summary>
internal static class RegistryForms
{
    public static Proto.Endpoint ToProto(Endpoint endpoint)
    {
        var proto = new Proto.Endpoint
        {
            Port = endpoint.Port,
            ServicePortName = endpoint.ServicePortName,
            ServicePortNumber = endpoint.ServicePortNumber,
            TlsMode = endpoint.TlsMode,
            ServiceAccount = endpoint.ServiceAccount,
            Network = endpoint.Network,
            Locality = endpoint.Locality,
            ClusterId = endpoint.ClusterId,
            Weight = endpoint.Weight,
            WorkloadName = endpoint.WorkloadName,
            Namespace = endpoint.Namespace,
            Health = (Proto.EndpointHealth)endpoint.Health,
            HostName = endpoint.HostName,
            SubDomain = endpoint.SubDomain,
            NodeName = endpoint.NodeName,
        };
        proto.Addresses.AddRange(endpoint.Addresses);
        foreach (var (name, value) in endpoint.Labels)
        {
            proto.Labels.Add(new Proto.Label { Name = name, Value = value });
        }

        return proto;
    }

    /// <exception cref="WireFormatException">It says what this build does not know.</exception>
    public static Endpoint FromProto(Proto.Endpoint endpoint) => new()
    {
        Addresses = [.. endpoint.Addresses],
        Port = endpoint.Port,
        ServicePortName = endpoint.ServicePortName,
        ServicePortNumber = endpoint.ServicePortNumber,
        Labels = FromProto(endpoint.Labels),
        TlsMode = endpoint.TlsMode,
        ServiceAccount = endpoint.ServiceAccount,
        Network = endpoint.Network,
        Locality = endpoint.Locality,
        ClusterId = endpoint.ClusterId,
        Weight = endpoint.Weight,
        WorkloadName = endpoint.WorkloadName,
        Namespace = endpoint.Namespace,
        Health = Received.Known<EndpointHealth>((int)endpoint.Health),
        HostName = endpoint.HostName,
        SubDomain = endpoint.SubDomain,
        NodeName = endpoint.NodeName,
    };

    public static Proto.ServiceFacts ToProto(ServiceFacts facts) => new()
    {
        ServiceAccounts = { facts.ServiceAccounts },
        InlineEndpoints = { facts.InlineEndpoints.Select(ToProto) },
        MutualTlsPorts = { facts.MutualTlsPorts },
        TunnelPorts = { facts.TunnelPorts },
    };

    public static ServiceFacts FromProto(Proto.ServiceFacts? facts)
    {
        var known = Received.Required(facts, "A service's facts");
        return new()
        {
            ServiceAccounts = [.. known.ServiceAccounts],
            InlineEndpoints = [.. known.InlineEndpoints.Select(FromProto)],
            MutualTlsPorts = [.. known.MutualTlsPorts],
            TunnelPorts = [.. known.TunnelPorts],
        };
    }

    public static Proto.NetworkGateway ToProto(NetworkGateway gateway) => new()
    {
        Network = gateway.Network,
        Cluster = gateway.Cluster,
        Address = gateway.Address,
        Port = gateway.Port,
        HbonePort = gateway.HbonePort,
    };

    public static NetworkGateway FromProto(Proto.NetworkGateway gateway) =>
        new(gateway.Network, gateway.Cluster, gateway.Address, gateway.Port, gateway.HbonePort);

    public static Proto.NodeFacts ToProto(NodeFacts node)
    {
        var proto = new Proto.NodeFacts { Name = node.Name, Locality = node.Locality };
        ProtoMaps.Add(proto.Labels, node.Labels);
        if (node.ExternalAddress is { } address)
        {
            proto.ExternalAddress = address;
        }

        return proto;
    }

    public static NodeFacts FromProto(Proto.NodeFacts node) => new()
    {
        Name = node.Name,
        Locality = node.Locality,
        Labels = ProtoMaps.Read(node.Labels),
        ExternalAddress = node.HasExternalAddress ? node.ExternalAddress : null,
    };

    private static IReadOnlyDictionary<string, string> FromProto(IReadOnlyCollection<Proto.Label> all)
    {
        if (all.Count == 0)
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        var labels = new Dictionary<string, string>(all.Count);
        foreach (var label in all)
        {
            labels[label.Name] = label.Value;
        }

        return labels;
    }
}
