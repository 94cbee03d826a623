using System.Globalization;

namespace MeshActors.Translation.Routes;

/// <summary>
/// A sidecar's route name taken apart: <c>9080</c> for all of a port, <c>host:9080</c> for one service of a port whose
/// protocol is sniffed, <c>http_proxy</c>, or <c>unix://path</c>.
/// </summary>
internal readonly record struct RouteNames(int Port, string? SniffedHost)
{
    private const string HttpProxy = "http_proxy";
    private const string UnixPrefix = "unix://";

    /// <summary>Null for a name that no outbound listener has.</summary>
    public static RouteNames? Parse(string name)
    {
        if (name == HttpProxy || name.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            return new(OutboundServices.AnyPort, null);
        }

        var colon = name.IndexOf(':');
        return int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(port, colon < 0 ? null : name[..colon])
            : null;
    }
}
