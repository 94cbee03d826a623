using System.Globalization;

namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>
/// A range of addresses (CIDR) to hand out. As istiod does it leaves out the address that the range is written with, which is the
/// network's own, and what lies before that; the last one counts.
/// </summary>
public readonly record struct AddressRange
{
    /// <summary>What istiod hands out of unless it is told otherwise.</summary>
    public static readonly AddressRange DefaultIpv4 = new("240.240.0.0", 16);

    /// <inheritdoc cref="DefaultIpv4"/>
    public static readonly AddressRange DefaultIpv6 = new("2001:2::", 48);

    private const int Ipv6Bits = 128;
    private const int Ipv4Bits = 32;

    private readonly UInt128 _written;
    private readonly int _bits;

    private AddressRange(string address, int length)
    {
        _ = AddressNumber.TryParse(address, out _written);
        IsIpv6 = address.Contains(':');
        _bits = length + (IsIpv6 ? 0 : Ipv6Bits - Ipv4Bits);
    }

    public bool IsIpv6 { get; }

    /// <summary>The first address to hand out.</summary>
    internal UInt128 First => _written + 1;

    /// <summary>The last address to hand out; less than the first where there is none.</summary>
    internal UInt128 Last => _written | Hosts;

    private UInt128 Hosts => _bits == Ipv6Bits ? UInt128.Zero : UInt128.MaxValue >> _bits;

    /// <summary>Reads <c>ADDRESS/LENGTH</c>.</summary>
    public static bool TryParse(string text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !AddressNumber.TryParse(text.AsSpan(0, slash), out _)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > (text.Contains(':') ? Ipv6Bits : Ipv4Bits))
        {
            return false;
        }

        range = new(text[..slash], length);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{AddressNumber.Text(_written)}/{_bits - (IsIpv6 ? 0 : Ipv6Bits - Ipv4Bits)}");

    internal bool Contains(UInt128 address) => ((address ^ _written) & ~Hosts) == UInt128.Zero;
}
