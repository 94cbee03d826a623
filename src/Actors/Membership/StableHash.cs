namespace MeshActors.Actors.Membership;

/// <summary>
/// A hash that is the same on every replica, in every run and every build: owners and shards depend on it, so it must
/// never change. FNV-1a over UTF-16 code units, low byte first, with a final mix because FNV alone spreads short,
/// similar strings badly over the high bits.
/// </summary>
public static class StableHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = OffsetBasis;
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * Prime;
            hash = (hash ^ (byte)(unit >> 8)) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>Spreads the bits of a number over all of it.</summary>
    public static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xff51afd7ed558ccd;
        value ^= value >> 33;
        value *= 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
