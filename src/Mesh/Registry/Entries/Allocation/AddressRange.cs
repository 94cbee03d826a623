using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>
/// A range of addresses (CIDR) to hand out. As istiod does it leaves out the address that the range is written with, which is the
/// network's own, and what lies before that; the last one counts.
/// </summary>
public readonly record struct AddressRange
{
    /// <summary>What istiod hands out of unless it is told otherwise.</summary>
    public static readonly AddressRange DefaultIpv4 = new(IPAddress.Parse("240.240.0.0"), 16);

    /// <inheritdoc cref="DefaultIpv4"/>
    public static readonly AddressRange DefaultIpv6 = new(IPAddress.Parse("2001:2::"), 48);

    private const int Ipv6Bits = 128;
    private const int Ipv4Bits = 32;

    private readonly UInt128 _written;
    private readonly int _bits;

    private AddressRange(IPAddress address, int length)
    {
        _written = AddressNumber.Of(address);
        IsIpv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
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
        var isRange = IpText.TryParsePrefix(text, out var address, out var length);
        range = isRange ? new(address, length) : default;
        return isRange;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{AddressNumber.Text(_written)}/{_bits - (IsIpv6 ? 0 : Ipv6Bits - Ipv4Bits)}");

    internal bool Contains(UInt128 address) => ((address ^ _written) & ~Hosts) == UInt128.Zero;
}
