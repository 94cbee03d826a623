using System.Globalization;

namespace MeshActors.Translation;

/// <summary>The names by which Istio's data plane, tools and dashboards know clusters.</summary>
public static class Naming
{
    public const string Outbound = "outbound";
    public const string Inbound = "inbound";

    public const string BlackHoleCluster = "BlackHoleCluster";
    public const string PassthroughCluster = "PassthroughCluster";
    public const string InboundPassthroughCluster = "InboundPassthroughCluster";

    /// <summary><c>outbound|9080|v1|reviews.default.svc.cluster.local</c>; the subset may be empty.</summary>
    public static string ClusterName(string direction, string subset, string hostname, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{direction}|{port}|{subset}|{hostname}");

    /// <summary>The form used as SNI between networks: <c>outbound_.9080_.v1_.reviews.default.svc.cluster.local</c>.</summary>
    public static string SniClusterName(string direction, string subset, string hostname, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{direction}_.{port}_.{subset}_.{hostname}");

    /// <summary>Whether a cluster's name is of the form used as SNI: such clusters stand behind gateways that pass TLS through.</summary>
    public static bool IsSniForm(string clusterName) =>
        clusterName.StartsWith("outbound_.", StringComparison.Ordinal) || clusterName.StartsWith("inbound_.", StringComparison.Ordinal);

    /// <summary>Takes a cluster name of either form apart; false for names that have neither.</summary>
    public static bool TryParse(string clusterName, out ClusterNameParts parts)
    {
        parts = default;
        var separator = IsSniForm(clusterName) ? "_." : "|";
        Span<Range> fields = stackalloc Range[4];
        var text = clusterName.AsSpan();
        if (text.Split(fields, separator) != fields.Length
            || !int.TryParse(text[fields[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return false;
        }

        parts = new(DirectionOf(text[fields[0]]), port, clusterName[fields[2]], clusterName[fields[3]]);
        return true;
    }

    // Nearly all names have one of two.
    private static string DirectionOf(ReadOnlySpan<char> text) => text switch
    {
        Outbound => Outbound,
        Inbound => Inbound,
        _ => text.ToString(),
    };
}

/// <summary>The parts of a cluster's name.</summary>
public readonly record struct ClusterNameParts(string Direction, int Port, string Subset, string Hostname);
