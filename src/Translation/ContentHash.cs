using System.Globalization;

namespace MeshActors.Translation;

/// <summary>
/// 64 bits that follow from a resource's encoded bytes (by XXH64 with seed 0; of large messages part by part): its version, the same on every
/// replica. Versions tell a proxy's own resource of a name from what it would be sent now; nothing relies on nobody being able to make two
/// contents that agree.
/// </summary>
public readonly record struct ContentHash(ulong Value)
{
    public static ContentHash Of(ReadOnlySpan<byte> bytes) => new(XxHash.Of(bytes));

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
