using System.Net;
using Envoy.Config.Core.V3;
using MeshActors.Mesh.Configuration;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;

namespace MeshActors.Translation.Listeners;

/// <summary>What stands before a gateway: trusted proxies, forwarded client certificates, internal networks.</summary>
internal static class GatewayTopology
{
    public static void Apply(Manager manager, ListenerSettings settings)
    {
        var topology = settings.Proxy.Config.GatewayTopology;
        manager.XffNumTrustedHops = topology?.NumTrustedProxies ?? 0;
        manager.ForwardClientCertDetails = ProxyHeaderSettings.Envoy(
            topology?.ForwardClientCertDetails ?? default, Manager.Types.ForwardClientCertDetails.SanitizeSet);
        if (manager.ForwardClientCertDetails is Manager.Types.ForwardClientCertDetails.AppendForward or Manager.Types.ForwardClientCertDetails.SanitizeSet)
        {
            manager.SetCurrentClientCertDetails = new() { Subject = true, Cert = true, Dns = true, Uri = true };
        }

        // Envoy takes no address for internal by itself; only those may set Envoy's own headers.
        var ranges = InternalRanges(settings.Networks);
        if (ranges.Count > 0)
        {
            manager.InternalAddressConfig = new() { CidrRanges = { ranges } };
        }
    }

    private static List<CidrRange> InternalRanges(MeshNetworks networks) =>
    [
        .. networks.Networks.Values
            .SelectMany(network => network.Endpoints)
            .Select(endpoint => endpoint.FromCidr is { } cidr ? AddressRanges.Parse(cidr) : null)
            .OfType<IPNetwork>()
            .OrderBy(range => range.BaseAddress.AddressFamily)
            .ThenBy(range => range.BaseAddress.GetAddressBytes(), Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)))
            .ThenBy(range => range.PrefixLength)
            .Select(AddressRanges.ToEnvoy),
    ];
}
