using System.Buffers.Binary;
using System.Net;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>Addresses of both families as numbers: one of IPv4 is the number of its mapped form (<c>::ffff:1.2.3.4</c>).</summary>
internal static class AddressNumber
{
    private const int Length = 16;

    public static bool TryParse(ReadOnlySpan<char> text, out UInt128 number)
    {
        var isAddress = IpText.TryParse(text, out var address);
        number = isAddress ? Of(address) : 0;
        return isAddress;
    }

    public static UInt128 Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[Length];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static string Text(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        var address = new IPAddress(bytes);
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
