using Envoy.Extensions.AccessLoggers.File.V3;
using Istio.Stats;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Telemetry;
using MeshActors.Translation.Tests.Listeners;
using CustomTag = MeshActors.Mesh.Telemetry.CustomTag;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;
using TelemetrySpec = MeshActors.Mesh.Telemetry.Telemetry;

namespace MeshActors.Translation.Tests.Telemetry;

public sealed class TelemetryTests
{
    private static readonly ProviderRef Prometheus = new() { Name = "prometheus" };
    private static readonly ProviderRef Console = new() { Name = "envoy" };

    [Fact]
    public void MetricOverrides_OfMeshAndNamespace_AddUp()
    {
        var mesh = Mesh();
        mesh.With(Metrics(new MetricsOverrides { Match = new() { Metric = IstioMetric.RequestCount }, TagOverrides = Tag("a") }), ns: mesh.Mesh.RootNamespace);
        mesh.With(Metrics(
            new MetricsOverrides { Match = new() { Metric = IstioMetric.RequestCount, Mode = WorkloadMode.Client }, TagOverrides = Tag("b") },
            new MetricsOverrides { Match = new() { Metric = IstioMetric.RequestSize, Mode = WorkloadMode.Server }, Disabled = true }));

        var stats = OutboundManager(mesh).HttpFilters.Single(filter => filter.Name == "istio.stats").TypedConfig.Unpack<PluginConfig>();

        var metric = stats.Metrics.ShouldHaveSingleItem();
        metric.Name.ShouldBe("requests_total");
        metric.Dimensions.Keys.Order().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void AllMetrics_Disabled_RemoveTheFilter()
    {
        var mesh = Mesh().With(Metrics(new MetricsOverrides { Disabled = true }));

        OutboundManager(mesh).HttpFilters.ShouldNotContain(filter => filter.Name == "istio.stats");
    }

    [Fact]
    public void AccessLogging_OfTheWorkload_ReplacesTheNamespacesProviders()
    {
        var mesh = Mesh();
        mesh.Mesh = mesh.Mesh with { ExtensionProviders = [.. mesh.Mesh.ExtensionProviders, File("text", "wide\n"), File("narrow", "narrow")] };
        mesh.With(new TelemetrySpec { AccessLogging = [new() { Providers = [new() { Name = "text" }] }] }, "wide");
        mesh.With(
            new TelemetrySpec
            {
                Selector = new() { Labels = new Dictionary<string, string> { ["app"] = "app" } },
                AccessLogging = [new() { Providers = [new() { Name = "narrow" }], Filter = new() { Expression = "response.code >= 400" } }],
            },
            "workload");

        var log = OutboundManager(mesh).AccessLog.ShouldHaveSingleItem();

        log.TypedConfig.Unpack<FileAccessLog>().LogFormat.TextFormatSource.InlineString.ShouldBe("narrow\n");
        log.Filter.ExtensionFilter.Name.ShouldBe("envoy.access_loggers.extension_filters.cel");
    }

    [Fact]
    public void AccessLogging_Disabled_LeavesNoLogAlthoughTheMeshHasAFile()
    {
        var mesh = Mesh().With(new TelemetrySpec { AccessLogging = [new() { Providers = [Console], Disabled = true }] });
        mesh.Mesh = mesh.Mesh with { AccessLogFile = "/dev/stdout" };

        OutboundManager(mesh).AccessLog.ShouldBeEmpty();
    }

    [Fact]
    public void AccessLogFile_OfTheMesh_LogsUnmatchedConnectionsOnTheListener()
    {
        var mesh = Mesh();
        mesh.Mesh = mesh.Mesh with { AccessLogFile = "/dev/stdout", AccessLogEncoding = AccessLogEncoding.Json };

        var listeners = mesh.ListenersOf(ListenerMesh.Sidecar);

        listeners["virtualInbound"].AccessLog.ShouldHaveSingleItem().Filter.ResponseFlagFilter.Flags.ShouldBe(["NR"]);
        listeners["0.0.0.0_80"].AllChains().First().Http().AccessLog.ShouldHaveSingleItem()
            .TypedConfig.Unpack<FileAccessLog>().LogFormat.JsonFormat.Fields.Count.ShouldBe(24);
    }

    [Fact]
    public void Tracing_OfTheNamespace_TakesProviderSamplingAndTags()
    {
        var mesh = Mesh().With(ListenerMesh.Service("zipkin", "10.2.0.9", ListenerMesh.Port("http", 9411, Protocol.Http)));
        mesh.Mesh = mesh.Mesh with
        {
            ExtensionProviders =
            [
                .. mesh.Mesh.ExtensionProviders,
                new() { Name = "zipkin", Zipkin = new() { Service = "zipkin.default.svc.cluster.local", Port = 9411 } },
            ],
        };
        mesh.With(new TelemetrySpec
        {
            Tracing =
            [
                new()
                {
                    Providers = [new() { Name = "zipkin" }],
                    RandomSamplingPercentage = 12.5,
                    EnableIstioTags = false,
                    CustomTags = new Dictionary<string, CustomTag> { ["team"] = new() { Literal = new() { Value = "blue" } } },
                },
            ],
        });

        var tracing = OutboundManager(mesh).Tracing;

        tracing.Provider.Name.ShouldBe("envoy.tracers.zipkin");
        tracing.RandomSampling.Value.ShouldBe(12.5);
        tracing.CustomTags.ShouldHaveSingleItem().Literal.Value.ShouldBe("blue");
    }

    [Fact]
    public void Tracing_WithUnknownService_IsOff()
    {
        var mesh = Mesh();
        mesh.Mesh = mesh.Mesh with
        {
            ExtensionProviders = [new() { Name = "zipkin", Zipkin = new() { Service = "nowhere", Port = 9411 } }],
            DefaultProviders = new() { Tracing = ["zipkin"] },
        };

        OutboundManager(mesh).Tracing.ShouldBeNull();
    }

    private static ListenerMesh Mesh() => new ListenerMesh
    {
        Mesh = MeshConfigDefaults.Mesh with { DefaultProviders = new() { Metrics = ["prometheus"] } },
    }.With(ListenerMesh.Service("web", "10.2.0.1", ListenerMesh.Port("http", 80, Protocol.Http)));

    private static Manager OutboundManager(ListenerMesh mesh) => mesh.ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_80"].AllChains().First().Http();

    private static TelemetrySpec Metrics(params MetricsOverrides[] overrides) => new() { Metrics = [new() { Providers = [Prometheus], Overrides = overrides }] };

    private static Dictionary<string, TagOverride> Tag(string name) => new() { [name] = new() { Value = "request.host" } };

    private static ExtensionProvider File(string name, string text) =>
        new() { Name = name, EnvoyFileAccessLog = new() { Path = "/dev/stdout", LogFormat = new() { Text = text } } };
}
