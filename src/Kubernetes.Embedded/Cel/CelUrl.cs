namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>
/// A URL as Go's <c>url.ParseRequestURI</c> takes it, which Kubernetes' URL library is made of: absolute, or an absolute
/// path with an empty scheme and host.
/// </summary>
internal sealed record CelUrl(string Scheme, string Host, string Path, string Query)
{
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
            host = host[(host.LastIndexOf('@') + 1)..];
            if (host.Contains(' ') || !HasGoodPort(host))
            {
                return false;
            }
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

    private static bool HasGoodPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon < 0 || colon < host.LastIndexOf(']') || !host.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9');
    }
}
