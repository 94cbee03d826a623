using System.Buffers.Binary;
using System.Net;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>
/// Hands out IPv4 addresses of a range in turn, so that a freed one is not used again soon: a client may still hold it
/// for the pod that is gone. Network and broadcast address are left out.
/// </summary>
internal sealed class AddressPool(IPNetwork range)
{
    private readonly uint _first = BinaryPrimitives.ReadUInt32BigEndian(range.BaseAddress.GetAddressBytes()) + 1;
    private readonly uint _count = (uint)Math.Max(1, (1L << (32 - range.PrefixLength)) - 2);
    private readonly HashSet<IPAddress> _taken = [];
    private uint _next;

    /// <returns>Null where none is left.</returns>
    public IPAddress? Take()
    {
        for (uint tried = 0; tried < _count; tried++)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, _first + (_next++ % _count));
            var address = new IPAddress(bytes);
            if (_taken.Add(address))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>Takes a certain address, such as a pod had before a restart.</summary>
    /// <returns>Whether it is of the range and was free.</returns>
    public bool TryTake(IPAddress address) => range.Contains(address) && _taken.Add(address);

    public void Free(IPAddress address) => _taken.Remove(address);
}
