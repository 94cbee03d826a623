using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MeshActors.Mesh.Hosts;

/// <summary>Tells IP addresses from names, by the strict text forms: four decimal parts, or IPv6.</summary>
public static class IpText
{
    public static bool IsAddress(string text) => IsIpv4(text) || (text.Contains(':') && TryParse(text, out _));

    /// <summary>Unlike the framework's parser, takes no shorthand (<c>127.1</c>, <c>1</c>), octal or hexadecimal parts.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IPAddress address)
    {
        if (IPAddress.TryParse(text, out var parsed)
            && (parsed.AddressFamily == AddressFamily.InterNetworkV6 ? text.Contains(':') && text[0] != '[' : IsDottedQuad(text)))
        {
            address = parsed;
            return true;
        }

        address = IPAddress.None;
        return false;
    }

    /// <summary>Reads <c>ADDRESS/LENGTH</c> as Go's <c>netip.ParsePrefix</c> does: a length is digits without a zero before them. Host bits stay.</summary>
    /// <param name="text">The range.</param>
    /// <param name="address">Its address, as it is written.</param>
    /// <param name="length">Its length in bits, of 32 or of 128.</param>
    public static bool TryParsePrefix(ReadOnlySpan<char> text, out IPAddress address, out int length)
    {
        var slash = text.LastIndexOf('/');
        (address, length) = (IPAddress.None, 0);
        return slash > 0
            && TryParse(text[..slash], out address)
            && text[(slash + 1)..] is not ['0', _, ..]
            && int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length)
            && length <= Bits(address);
    }

    /// <summary>How long an address is.</summary>
    public static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>Asked for every endpoint: no address is made, and the text is read once.</summary>
    public static bool IsIpv4(string text)
    {
        var (dots, digits, part) = (0, 0, 0);
        foreach (var letter in text)
        {
            if (letter == '.')
            {
                if (digits == 0)
                {
                    return false;
                }

                dots++;
                (digits, part) = (0, 0);
                continue;
            }

            if (!char.IsAsciiDigit(letter) || (digits > 0 && part == 0))
            {
                return false;
            }

            digits++;
            part = (part * 10) + (letter - '0');
            if (part > byte.MaxValue)
            {
                return false;
            }
        }

        return dots == 3 && digits > 0;
    }

    public static bool IsIpv6(string text) => TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsDottedQuad(ReadOnlySpan<char> text)
    {
        var dots = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                dots++;
                continue;
            }

            var startsPart = i == 0 || text[i - 1] == '.';
            if (!char.IsAsciiDigit(text[i]) || (startsPart && text[i] == '0' && i + 1 < text.Length && text[i + 1] != '.'))
            {
                return false;
            }
        }

        return dots == 3;
    }
}
