using System.Collections.Frozen;
using Envoy.Config.Core.V3;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Proxy;

/// <summary>Reads what a data plane says of itself in the node of its first request.</summary>
public static class ProxyNodes
{
    /// <param name="node">The node: id <c>type~ip~name.namespace~domain</c>, metadata, locality and extensions.</param>
    /// <param name="verifiedIdentity">
    /// The SPIFFE id of the stream, null on plaintext. It has to be of the namespace (and service account) that the node claims.
    /// </param>
    public static ParsedProxyNode Parse(Node node, string? verifiedIdentity)
    {
        try
        {
            return new(Read(node, verifiedIdentity), null);
        }
        catch (NodeFormatException exception)
        {
            return new(null, $"node {node.Id}: {exception.Message}");
        }
    }

    /// <summary>
    /// The proxy at the place that the registry knows for its pod (<c>region/zone/subzone</c>): it counts more than what the
    /// proxy says. An empty place changes nothing.
    /// </summary>
    public static ProxyNode At(ProxyNode node, string locality)
    {
        if (locality.Length == 0)
        {
            return node;
        }

        var (region, zone, subZone) = Localities.Split(locality);
        return node with
        {
            Locality = new(region, zone, subZone),
            Labels = WorkloadLabels.WithTopology(node.Labels, node.ClusterId, locality, node.NodeName, node.Network),
        };
    }

    /// <summary>The proxy with the labels that the registry has for its address, and at the place that they name.</summary>
    internal static ProxyNode Labelled(ProxyNode node, IReadOnlyDictionary<string, string> known)
    {
        // What somebody set for the proxy itself stays where the registry has nothing of that name.
        var labels = new Dictionary<string, string>(node.StaticLabels, StringComparer.Ordinal);
        foreach (var (name, value) in known)
        {
            labels[name] = value;
        }

        var locality = LocalityIn(labels) ?? node.Locality;
        return node with
        {
            ReportedLabels = node.ReportedLabels,
            Locality = locality,
            Labels = WorkloadLabels.WithTopology(labels, node.ClusterId, locality.ToString(), node.NodeName, node.Network),
        };
    }

    private static ProxyNode Read(Node node, string? verifiedIdentity)
    {
        var parts = node.Id.Split('~');
        if (parts.Length != 4)
        {
            throw new NodeFormatException("id: expected type~ip~id~domain");
        }

        var metadata = NodeMetadata.Of(node.Metadata);
        var addresses = Addresses(metadata, parts[1]);
        var labels = metadata.Labels("LABELS");
        var clusterId = metadata.Text("CLUSTER_ID");
        var network = metadata.Text("NETWORK");
        var nodeName = metadata.Text("NODE_NAME");
        var locality = LocalityOf(labels, node.Locality);
        var proxy = new ProxyNode
        {
            Id = parts[2],
            Type = TypeOf(parts[0]),
            IpAddresses = addresses,
            Namespace = NamespaceOf(metadata, parts[3]),
            Name = metadata.Text("NAME") is { Length: > 0 } name ? name : parts[2].Split('.')[0],
            WorkloadName = metadata.Text("WORKLOAD_NAME"),
            ServiceCluster = node.Cluster,
            ProxyConfig = metadata.ProxyConfig(),
            DnsDomain = parts[3],
            ClusterId = clusterId,
            Network = network,
            Locality = locality,
            Labels = WorkloadLabels.WithTopology(labels, clusterId, locality.ToString(), nodeName, network),
            ReportedLabels = labels,
            StaticLabels = metadata.Labels("STATIC_LABELS"),
            Annotations = metadata.Labels("ANNOTATIONS"),
            ServiceAccount = metadata.Text("SERVICE_ACCOUNT"),
            VerifiedIdentity = verifiedIdentity,
            IstioVersion = IstioVersion.Parse(metadata.Text("ISTIO_VERSION")),
            InterceptionMode = InterceptionModeOf(metadata.Text("INTERCEPTION_MODE")),
            Generator = metadata.Text("GENERATOR"),
            PodPorts = metadata.PodPorts(NodeMetadata.Tcp),
            PodUdpPorts = metadata.PodPorts(NodeMetadata.Udp),
            NodeName = nodeName,
            MayBindPrivilegedPorts = !metadata.Flag("UNPRIVILEGED_POD"),
            RequestedNetworks = metadata.List("REQUESTED_NETWORK_VIEW"),
            Extensions = node.Extensions.Count == 0 ? null : node.Extensions.Select(e => e.Name).ToFrozenSet(StringComparer.Ordinal),
            Metadata = metadata.Values,
            HasIpv4 = addresses.Any(IpText.IsIpv4),
            HasIpv6 = addresses.Any(IpText.IsIpv6),
        };
        RequireOwnIdentity(proxy);
        return proxy;
    }

    private static ProxyType TypeOf(string type) => type switch
    {
        "sidecar" => ProxyType.Sidecar,
        "router" => ProxyType.Router,
        "waypoint" => ProxyType.Waypoint,
        "ztunnel" => ProxyType.Ztunnel,
        _ => throw new NodeFormatException($"id: type {type} is none of sidecar, router, waypoint, ztunnel"),
    };

    /// <summary>Those of the metadata if all are addresses, else the one in the id.</summary>
    private static IReadOnlyList<string> Addresses(NodeMetadata metadata, string fromId)
    {
        var addresses = metadata.List("INSTANCE_IPS");
        if (addresses.Count > 0 && addresses.All(IpText.IsAddress))
        {
            return addresses;
        }

        return IpText.IsAddress(fromId)
            ? [fromId]
            : throw new NodeFormatException("no valid IP address, neither in the id nor in metadata INSTANCE_IPS");
    }

    /// <summary>The metadata's, else the first label of the DNS domain, as proxies before 1.1 had it.</summary>
    private static string NamespaceOf(NodeMetadata metadata, string dnsDomain)
    {
        var named = metadata.Text("NAMESPACE");
        var dot = dnsDomain.IndexOf('.', StringComparison.Ordinal);
        return named.Length > 0 || dot < 0 ? named : dnsDomain[..dot];
    }

    private static ProxyLocality LocalityOf(IReadOnlyDictionary<string, string> labels, Locality? reported) =>
        LocalityIn(labels) ?? new(reported?.Region ?? "", reported?.Zone ?? "", reported?.SubZone ?? "");

    /// <summary>The place that labels name; null where they name none.</summary>
    private static ProxyLocality? LocalityIn(IReadOnlyDictionary<string, string> labels)
    {
        var region = labels.GetValueOrDefault(Registry.WellKnownLabels.Region);
        var zone = labels.GetValueOrDefault(Registry.WellKnownLabels.Zone);
        var subZone = labels.GetValueOrDefault(Registry.WellKnownLabels.SubZone);
        if (region is not null || zone is not null || subZone is not null)
        {
            return new ProxyLocality(region ?? "", zone ?? "", subZone ?? "");
        }

        // Unlike for endpoints, istiod takes the label as it stands: only slashes part it.
        var label = labels.GetValueOrDefault(Registry.WellKnownLabels.Locality)
            ?? labels.GetValueOrDefault(Registry.WellKnownLabels.LegacyLocality);
        if (label is { Length: > 0 })
        {
            var parts = Localities.Split(label);
            return new ProxyLocality(parts.Region, parts.Zone, parts.SubZone);
        }

        return null;
    }

    private static InterceptionMode InterceptionModeOf(string mode) => mode switch
    {
        "TPROXY" => InterceptionMode.Tproxy,
        "NONE" => InterceptionMode.None,
        _ => InterceptionMode.Redirect,
    };

    private static void RequireOwnIdentity(ProxyNode proxy)
    {
        if (proxy.VerifiedIdentity is not { } identity)
        {
            return;
        }

        if (!SpiffeIdentity.TryParse(identity, out var verified))
        {
            throw new NodeFormatException($"identity {identity} is no SPIFFE id of a service account");
        }

        if ((proxy.Namespace.Length > 0 && verified.Namespace != proxy.Namespace)
            || (proxy.ServiceAccount.Length > 0 && verified.ServiceAccount != proxy.ServiceAccount))
        {
            throw new NodeFormatException(
                $"identity {identity} is not of namespace {proxy.Namespace} and service account {proxy.ServiceAccount}, as the node claims");
        }
    }
}
