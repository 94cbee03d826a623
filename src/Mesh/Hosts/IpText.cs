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
