using System.Net;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Addresses of the service network.</summary>
internal static class ClusterAddresses
{
    /// <summary>The address of the API server itself: the first of the network.</summary>
    public static IPAddress First(IPNetwork network) => At(network, 1);

    /// <summary>The address that is <paramref name="offset"/> after the network's own.</summary>
    public static IPAddress At(IPNetwork network, uint offset)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var i = bytes.Length - 1; i >= 0 && offset > 0; i--)
        {
            var sum = bytes[i] + (offset & 0xff);
            bytes[i] = (byte)sum;
            offset = (offset >> 8) + (uint)(sum >> 8);
        }

        return new IPAddress(bytes);
    }

    /// <summary>How many addresses can be handed out, without the network's own and its last.</summary>
    public static uint Size(IPNetwork network)
    {
        var hostBits = (network.BaseAddress.GetAddressBytes().Length * 8) - network.PrefixLength;
        return hostBits >= 20 ? (1u << 20) - 2 : (1u << hostBits) - 2;
    }
}
