using System.Collections.Frozen;
using MeshActors.Mesh.Telemetry;

namespace MeshActors.Translation.Telemetry;

/// <summary>Istio's standard metrics: as the Telemetry API names them, and as Prometheus sees them.</summary>
internal static class StandardMetrics
{
    private static readonly FrozenDictionary<IstioMetric, (string Api, string Prometheus)> Table =
        new Dictionary<IstioMetric, (string Api, string Prometheus)>
        {
            [IstioMetric.RequestCount] = ("REQUEST_COUNT", "requests_total"),
            [IstioMetric.RequestDuration] = ("REQUEST_DURATION", "request_duration_milliseconds"),
            [IstioMetric.RequestSize] = ("REQUEST_SIZE", "request_bytes"),
            [IstioMetric.ResponseSize] = ("RESPONSE_SIZE", "response_bytes"),
            [IstioMetric.TcpOpenedConnections] = ("TCP_OPENED_CONNECTIONS", "tcp_connections_opened_total"),
            [IstioMetric.TcpClosedConnections] = ("TCP_CLOSED_CONNECTIONS", "tcp_connections_closed_total"),
            [IstioMetric.TcpSentBytes] = ("TCP_SENT_BYTES", "tcp_sent_bytes_total"),
            [IstioMetric.TcpReceivedBytes] = ("TCP_RECEIVED_BYTES", "tcp_received_bytes_total"),
            [IstioMetric.GrpcRequestMessages] = ("GRPC_REQUEST_MESSAGES", "request_messages_total"),
            [IstioMetric.GrpcResponseMessages] = ("GRPC_RESPONSE_MESSAGES", "response_messages_total"),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> ByApiName =
        Table.Values.ToFrozenDictionary(metric => metric.Api, metric => metric.Prometheus, StringComparer.Ordinal);

    /// <summary>All names of the API.</summary>
    public static IEnumerable<string> Names => ByApiName.Keys;

    public static string NameOf(IstioMetric metric) => Table[metric].Api;

    /// <summary>The statistic's name; a name that is not of the API is a custom metric's own.</summary>
    public static string Statistic(string name) => ByApiName.GetValueOrDefault(name, name);
}
