using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>The string formats that API schemas use. Unknown formats accept everything, as the API server does.</summary>
internal static class TextFormats
{
    public static bool Fits(string format, string text) => format switch
    {
        "date-time" => IsDateTime(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "byte" => Base64.IsValid(text),
        "ipv4" => IPAddress.TryParse(text, out var v4) && v4.AddressFamily == AddressFamily.InterNetwork && text.Count(c => c == '.') == 3,
        "ipv6" => IPAddress.TryParse(text, out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6,
        "cidr" => IPNetwork.TryParse(text, out _),
        "uri" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _) || Guid.TryParseExact(text, "N", out _),
        "email" => text.IndexOf('@') is > 0 and var at && at < text.Length - 1,
        "hostname" => text.Length is > 0 and < 256 && Uri.CheckHostName(text) != UriHostNameType.Unknown,
        _ => true,
    };

    private static bool IsDateTime(string text)
        => text.Length >= 20
            && text[10] is 'T' or 't' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);
}
