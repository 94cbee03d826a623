using System.Net;
using Envoy.Config.Core.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Hosts;
using InternalAddresses = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.InternalAddressConfig;

namespace MeshActors.Translation.Listeners;

/// <summary>The address ranges of MeshNetworks, whose clients count as internal.</summary>
internal static class InternalNetworks
{
    /// <returns>null where MeshNetworks has no ranges</returns>
    public static InternalAddresses? Of(MeshNetworks networks)
    {
        // As written: the bits of a host stay, and count for the order.
        var ranges = networks.Networks.Values
            .SelectMany(network => network.Endpoints)
            .Select(endpoint => endpoint.FromCidr is { } cidr ? AddressRanges.ToEnvoy(cidr) : null)
            .OfType<CidrRange>()
            .Select(range => (Range: range, Address: IPAddress.Parse(range.AddressPrefix)))
            .OrderBy(found => found.Address.AddressFamily)
            .ThenBy(found => found.Address.GetAddressBytes(), Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)))
            .ThenBy(found => found.Range.PrefixLen)
            .Select(found => found.Range)
            .ToList();
        return ranges.Count == 0 ? null : new() { CidrRanges = { ranges } };
    }
}
