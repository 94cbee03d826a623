using System.Net;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Mesh.Registry.Networks;

/// <summary>
/// Tells the network of a workload: its own label, else that of its cluster's system namespace, else what MeshNetworks says of
/// its cluster or address.
/// </summary>
internal sealed class NetworkResolver
{
    private readonly string _clusterDefault;
    private readonly List<(IPNetwork Range, string Network)> _ranges = [];

    public NetworkResolver(string clusterId, string systemNamespaceNetwork, MeshNetworks networks)
    {
        _clusterDefault = systemNamespaceNetwork;
        foreach (var (name, network) in networks.Networks.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            foreach (var endpoints in network.Endpoints)
            {
                if (endpoints.FromRegistry == clusterId && _clusterDefault.Length == 0)
                {
                    _clusterDefault = name;
                }

                if (endpoints.FromCidr is { Length: > 0 } cidr && IpRange.TryParse(cidr, out var range))
                {
                    _ranges.Add((range, name));
                }
            }
        }

        // Of ranges that hold an address, Istio takes the widest.
        _ranges.Sort((a, b) => a.Range.PrefixLength.CompareTo(b.Range.PrefixLength));
    }

    public string Of(string address, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.GetValueOrDefault(WellKnownLabels.Network) is { Length: > 0 } own)
        {
            return own;
        }

        if (_clusterDefault.Length > 0 || _ranges.Count == 0 || !IPAddress.TryParse(address, out var ip))
        {
            return _clusterDefault;
        }

        foreach (var (range, network) in _ranges)
        {
            if (range.BaseAddress.AddressFamily == ip.AddressFamily && range.Contains(ip))
            {
                return network;
            }
        }

        return "";
    }
}
