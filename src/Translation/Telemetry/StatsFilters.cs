using Google.Protobuf.WellKnownTypes;
using Istio.Stats;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Telemetry;
using MeshActors.Translation.Listeners;

namespace MeshActors.Translation.Telemetry;

/// <summary>Configurations of the statistics filter, one for each Prometheus provider; the same for HTTP and TCP.</summary>
internal static class StatsFilters
{
    public const string Name = "istio.stats";

    public static IReadOnlyList<Any> Of(AppliedTelemetry telemetry, MeshConfig mesh, ListenerClass listenerClass, bool isWaypoint)
    {
        var mode = listenerClass == ListenerClass.SidecarInbound ? WorkloadMode.Server : WorkloadMode.Client;
        return
        [
            .. MetricsMerge.Merge([.. telemetry.Metrics], mesh, mode)
                .Where(provider => !provider.Value.Disabled && mesh.Provider(provider.Key)?.Prometheus is not null)
                .Select(provider => EnvoyAny.Pack(Config(provider.Value, listenerClass, isWaypoint))),
        ];
    }

    private static PluginConfig Config(ProviderMetrics metrics, ListenerClass listenerClass, bool isWaypoint)
    {
        var config = new PluginConfig
        {
            // The Host header of what comes from outside is not to be trusted as a service's name.
            DisableHostHeaderFallback = listenerClass != ListenerClass.SidecarOutbound,
            TcpReportingDuration = metrics.ReportingInterval.ToProto(),

            // A waypoint reports for both sides.
            Reporter = isWaypoint ? Reporter.ServerGateway : default,
        };
        foreach (var (name, change) in metrics.Changes)
        {
            var metric = new MetricConfig { Name = StandardMetrics.Statistic(name), Drop = change.Disabled ?? false };
            foreach (var (tag, value) in change.Tags)
            {
                if (value.Operation == TagOverrideOperation.Remove)
                {
                    metric.TagsToRemove.Add(tag);
                }
                else
                {
                    metric.Dimensions[tag] = value.Value;
                }
            }

            config.Metrics.Add(metric);
        }

        return config;
    }
}
