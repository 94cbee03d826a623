using System.Numerics;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>
/// Tells of a name whether a virtual host may have it: a filter of bits, so that names which nobody has need not be looked for. Names are
/// only ever added, and those of hosts that are gone stay.
/// </summary>
/// <remarks>Safe for several threads.</remarks>
internal sealed class SidecarHostNames
{
    private const int BitsForHost = 128;
    private const int BitsOfName = 4;

    private readonly ulong[] _bits;
    private readonly int _most;
    private int _hosts;

    /// <param name="hosts">The hosts, which may have half as many others added to them.</param>
    public SidecarHostNames(SegmentedList<SidecarHost> hosts)
    {
        var bits = Math.Max(BitOperations.RoundUpToPowerOf2((uint)hosts.Count), 1) * BitsForHost;
        _bits = new ulong[bits / 64];
        _most = hosts.Count + (hosts.Count / 2) + 8;
        foreach (var host in hosts)
        {
            CountOne();
            MayHaveHad(host.Draft.Name);
            foreach (var domain in host.Draft.Domains)
            {
                MayHaveHad(domain);
            }
        }
    }

    /// <summary>Whether so many names were added that hardly any is told apart.</summary>
    public bool IsFull => _hosts > _most;

    /// <summary>Counts a host whose names are being added.</summary>
    public void CountOne() => Interlocked.Increment(ref _hosts);

    /// <summary>Adds a name and tells whether a host may have had it.</summary>
    public bool MayHaveHad(string name)
    {
        var hash = HashOf(name);
        var isThere = true;
        for (var i = 0; i < BitsOfName; i++)
        {
            var bit = (int)(hash & (uint)((_bits.Length * 64) - 1));
            if ((Volatile.Read(ref _bits[bit >> 6]) >> bit & 1) == 0)
            {
                isThere = false;
                Interlocked.Or(ref _bits[bit >> 6], 1ul << bit);
            }

            hash = BitOperations.RotateRight(hash, 16);
        }

        return isThere;
    }

    // Spread over all bits, as a filter of many hosts reads more than 16 of them at a time.
    private static ulong HashOf(string name)
    {
        var hash = (uint)name.GetHashCode(StringComparison.OrdinalIgnoreCase) * 0x9E3779B97F4A7C15ul;
        return (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9ul;
    }
}
