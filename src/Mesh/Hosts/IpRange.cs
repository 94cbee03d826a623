using System.Net;

namespace MeshActors.Mesh.Hosts;

/// <summary>Address ranges as configuration writes them.</summary>
public static class IpRange
{
    /// <summary>Reads <c>ADDRESS/LENGTH</c>. Host bits may be set, as in <c>10.0.0.1/8</c>: they are cut off.</summary>
    public static bool TryParse(string text, out IPNetwork range)
    {
        var isRange = IpText.TryParsePrefix(text, out var address, out var length);
        range = isRange ? Of(address, length) : default;
        return isRange;
    }

    /// <summary>The range of that length around an address.</summary>
    public static IPNetwork Of(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }
}
