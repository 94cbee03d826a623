using System.Net;
using System.Net.Sockets;

namespace MeshActors.Mesh.Hosts;

/// <summary>Tells IP addresses from names, by the strict text forms: four decimal parts, or IPv6.</summary>
public static class IpText
{
    public static bool IsAddress(string text) => text.Contains(':') ? TryParse(text, out _) : IsIpv4(text);

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

    /// <summary>Asked for every endpoint: no address is made.</summary>
    public static bool IsIpv4(string text)
    {
        if (!IsDottedQuad(text))
        {
            return false;
        }

        var part = 0;
        foreach (var letter in text)
        {
            part = letter == '.' ? 0 : (part * 10) + (letter - '0');
            if (part > byte.MaxValue)
            {
                return false;
            }
        }

        return text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal);
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
