using System.Buffers;

namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>
/// A URL as Go's <c>url.ParseRequestURI</c> takes it, which Kubernetes' URL library is made of: absolute, or an absolute
/// path with an empty scheme and host.
/// </summary>
internal sealed record CelUrl(string Scheme, string Host, string Path, string Query)
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> UserLetters = SearchValues.Create(Alphanumeric + "-._:~!$&'()*+,;=%@");

    private static readonly SearchValues<char> HostLetters = SearchValues.Create(Alphanumeric + "-._~!$&'()*+,;=:[]<>\"%");

    public static bool TryParse(string text, out CelUrl? url)
    {
        url = null;
        if (text.Length == 0 || text.Any(c => c is < ' ' or '\u007f'))
        {
            return false;
        }

        var scheme = "";
        var rest = text;
        if (text[0] != '/')
        {
            var colon = text.IndexOf(':');
            if (colon <= 0 || !char.IsAsciiLetter(text[0]) || !text.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
            {
                return false;
            }

            scheme = text[..colon].ToLowerInvariant();
            rest = text[(colon + 1)..];
        }

        var question = rest.IndexOf('?');
        var query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        var host = "";
        if (scheme.Length > 0 && rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            host = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "" : rest[slash..];
            var user = host[..Math.Max(0, host.LastIndexOf('@'))];
            host = host[(host.LastIndexOf('@') + 1)..];
            if (user.AsSpan().ContainsAnyExcept(UserLetters) || !IsHost(host))
            {
                return false;
            }
        }

        if (!HasGoodEscapes(rest))
        {
            return false;
        }

        url = new CelUrl(scheme, host, rest, query);
        return true;
    }

    /// <exception cref="CelException">URLs have no such part.</exception>
    public object? Get(string part) => part switch
    {
        "getScheme" => Scheme,
        "getHost" => Host,
        "getHostname" => Host.StartsWith('[') ? Host[1..Math.Max(1, Host.IndexOf(']'))] : Host.LastIndexOf(':') is >= 0 and var colon ? Host[..colon] : Host,
        "getPort" => Host.LastIndexOf(':') is >= 0 and var at && at > Host.LastIndexOf(']') ? Host[(at + 1)..] : "",
        "getEscapedPath" => Path,
        _ => throw new CelException($"no such overload: URL.{part}()"),
    };

    private static bool IsHost(string host)
        => host.All(c => !char.IsAscii(c) || HostLetters.Contains(c)) && HasGoodEscapes(host) && HasGoodPort(host);

    private static bool HasGoodEscapes(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%'))
        {
            if (text.Length < at + 3 || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return false;
            }

            text = text[(at + 3)..];
        }

        return true;
    }

    private static bool HasGoodPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || colon < host.LastIndexOf(']') || !host.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9');
    }
}
