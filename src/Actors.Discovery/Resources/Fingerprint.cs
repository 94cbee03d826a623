using System.Globalization;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Resources;

/// <summary>
/// Version of a set of resources: a sum over the versions of its members, so that it depends on neither order nor history and
/// is the same on every replica, and so that a change costs what changed.
/// </summary>
public readonly record struct Fingerprint(ulong Value)
{
    public static Fingerprint operator +(Fingerprint set, ContentHash member) => new(set.Value + Mixed(member));

    public static Fingerprint operator -(Fingerprint set, ContentHash member) => new(set.Value - Mixed(member));

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    // The finaliser of SplitMix64: sums of raw hashes would cancel too easily.
    private static ulong Mixed(ContentHash hash)
    {
        var z = hash.Value + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
