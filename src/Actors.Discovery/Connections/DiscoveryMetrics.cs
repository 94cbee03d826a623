using System.Diagnostics.Metrics;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Connections;

/// <summary>What istiod counts of its xDS streams, under its names.</summary>
public sealed class DiscoveryMetrics
{
    public const string MeterName = "MeshActors.Discovery";

    private static readonly Meter Meter = new(MeterName);

    // By type, so that a measurement allocates nothing.
    private static readonly KeyValuePair<string, object?>[] TypeTags =
        [.. Enum.GetValues<XdsType>().Select(type => new KeyValuePair<string, object?>("type", ShortName(type)))];

    private static readonly KeyValuePair<string, object?>[] TypeUrlTags =
        [.. Enum.GetValues<XdsType>().Select(type => new KeyValuePair<string, object?>("type", XdsTypes.UrlOf(type)))];

    private readonly UpDownCounter<int> _streams = Meter.CreateUpDownCounter<int>(
        "pilot_xds", description: "Open xDS streams, by version of the proxy.");

    private readonly Counter<long> _pushes = Meter.CreateCounter<long>("pilot_xds_pushes", description: "Responses sent, by type.");

    private readonly Counter<long> _rejects = Meter.CreateCounter<long>(
        "pilot_total_xds_rejects", description: "Responses that proxies refused, by type.");

    private readonly Counter<long> _staleNonces = Meter.CreateCounter<long>(
        "pilot_xds_expired_nonce", description: "Requests with a nonce that is not the last one sent, by type.");

    private readonly Counter<long> _internalErrors = Meter.CreateCounter<long>(
        "pilot_total_xds_internal_errors", description: "Streams that ended because of an error of the server.");

    private readonly Histogram<double> _pushTime = Histogram("pilot_xds_push_time", "Seconds to compose one response.", [.01, .1, .5, 1, 3, 5, 10, 20, 30]);

    private readonly Histogram<double> _sendTime = Histogram("pilot_xds_send_time", "Seconds to send one response.", [.01, .1, 1, 3, 5, 10, 20, 30]);

    private readonly Histogram<double> _convergence = Histogram(
        "pilot_proxy_convergence_time", "Seconds from a change until a proxy has been sent all of it.", [.1, .5, 1, 3, 5, 10, 20, 30]);

    private readonly Histogram<long> _size = Meter.CreateHistogram(
        "pilot_xds_config_size_bytes",
        description: "Bytes of a response, by type.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 10_000, 1_000_000, 4_000_000, 10_000_000, 40_000_000] });

    private readonly Dictionary<XdsType, UpDownCounter<int>> _rejectsByNode = new()
    {
        [XdsType.Cluster] = Meter.CreateUpDownCounter<int>("pilot_xds_cds_reject", description: "Refused clusters, by proxy."),
        [XdsType.Endpoint] = Meter.CreateUpDownCounter<int>("pilot_xds_eds_reject", description: "Refused endpoints, by proxy."),
        [XdsType.Listener] = Meter.CreateUpDownCounter<int>("pilot_xds_lds_reject", description: "Refused listeners, by proxy."),
        [XdsType.Route] = Meter.CreateUpDownCounter<int>("pilot_xds_rds_reject", description: "Refused routes, by proxy."),
    };

    /// <summary>How istiod's metrics and logs abbreviate a type.</summary>
    public static string ShortName(XdsType type) => type switch
    {
        XdsType.Cluster => "cds",
        XdsType.Endpoint => "eds",
        XdsType.Listener => "lds",
        XdsType.Route => "rds",
        XdsType.Secret => "sds",
        XdsType.ExtensionConfig => "ecds",
        _ => "nds",
    };

    internal void Connected(string version, int change) => _streams.Add(change, new KeyValuePair<string, object?>("version", version));

    internal void Composed(XdsType type, int bytes, TimeSpan took)
    {
        _pushes.Add(1, TypeTags[(int)type]);
        _size.Record(bytes, TypeUrlTags[(int)type]);
        _pushTime.Record(took.TotalSeconds, TypeTags[(int)type]);
    }

    internal void Sent(TimeSpan took) => _sendTime.Record(took.TotalSeconds);

    internal void Converged(TimeSpan took) => _convergence.Record(took.TotalSeconds);

    internal void StaleNonce(XdsType type) => _staleNonces.Add(1, TypeTags[(int)type]);

    internal void InternalError() => _internalErrors.Add(1);

    internal void Rejected(XdsType type, string node, string code)
    {
        _rejects.Add(1, TypeTags[(int)type]);
        if (_rejectsByNode.TryGetValue(type, out var byNode))
        {
            byNode.Add(1, new KeyValuePair<string, object?>("node", node), new KeyValuePair<string, object?>("err", code));
        }
    }

    private static Histogram<double> Histogram(string name, string description, double[] buckets) =>
        Meter.CreateHistogram(name, description: description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
