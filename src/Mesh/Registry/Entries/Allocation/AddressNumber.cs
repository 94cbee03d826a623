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
        if (!IpText.TryParse(text, out var address))
        {
            number = 0;
            return false;
        }

        Span<byte> bytes = stackalloc byte[Length];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    public static string Text(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        var address = new IPAddress(bytes);
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
