using Envoy.Extensions.AccessLoggers.File.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Telemetry;
using MeshActors.Translation.Telemetry;
using MeshActors.Translation.Tests.Listeners;
using MeshActors.Translation.Tests.Security;

namespace MeshActors.Translation.Tests.Telemetry;

public sealed class ProviderSettingsTests
{
    private static readonly ProviderTargets NoTargets = new([]);

    [Theory]
    [InlineData("", "otel.shop")]
    [InlineData("/", "otel.shop/")]
    [InlineData("v1/traces", "otel.shop/v1/traces")]
    [InlineData("//v1//traces/", "otel.shop/v1/traces/")]
    [InlineData("/a/../v1/./traces", "otel.shop/v1/traces")]
    [InlineData("/v1?tenant=a b", "otel.shop/v1%3Ftenant=a%20b")]
    public void CollectorUri_OfAnyPath_IsCleanAndEscaped(string path, string expected) =>
        CollectorUri.Of("otel.shop", path).ShouldBe(expected);

    [Fact]
    public void File_FormatThatSaysNothing_LeavesTheFormatToEnvoy()
    {
        Format(new() { LogFormat = new() }).ShouldBeNull();
        Format(new()).TextFormatSource.InlineString.ShouldBe(AccessLogFormats.DefaultText);
        Format(new() { LogFormat = new() { Text = "" } }).TextFormatSource.InlineString.ShouldBe(AccessLogFormats.DefaultText);

        static Envoy.Config.Core.V3.SubstitutionFormatString Format(EnvoyFileAccessLogProvider file) => AccessLogSinks
            .Of(new() { Name = "file", EnvoyFileAccessLog = file }, MeshConfigDefaults.Mesh, NoTargets)!.TypedConfig.Unpack<FileAccessLog>().LogFormat;
    }

    [Fact]
    public void MeshFile_FormatOfNoFields_LogsNoFields()
    {
        var mesh = MeshConfigDefaults.Mesh with { AccessLogEncoding = AccessLogEncoding.Json, AccessLogFormat = "{}" };

        AccessLogSinks.MeshFile("/dev/stdout", mesh).TypedConfig.Unpack<FileAccessLog>().LogFormat.JsonFormat.Fields.ShouldBeEmpty();
    }

    [Fact]
    public void Tracing_EmptyTagsOfALowerLevel_TakeAwayThoseAbove()
    {
        var team = new Dictionary<string, CustomTag> { ["team"] = new() { Literal = new() { Value = "blue" } } };
        Tracing[] silent = [new() { CustomTags = team }, new() { EnableIstioTags = false }];
        Tracing[] emptied = [new() { CustomTags = team }, new() { CustomTags = new Dictionary<string, CustomTag>() }];

        TracingMerge.Merge(silent, MeshConfigDefaults.Mesh, WorkloadMode.Client)!.CustomTags.Keys.ShouldBe(["team"]);
        TracingMerge.Merge(emptied, MeshConfigDefaults.Mesh, WorkloadMode.Client)!.CustomTags.ShouldBeEmpty();
    }

    [Fact]
    public void Tracing_TagOfTheProxysConfigurationWithoutType_IsLeftOut()
    {
        var mesh = new ListenerMesh
        {
            Mesh = MeshConfigDefaults.Mesh with
            {
                EnableTracing = true,
                DefaultConfig = MeshConfigDefaults.Mesh.DefaultConfig with
                {
                    Tracing = new()
                    {
                        EnableIstioTags = false,
                        CustomTags = new Dictionary<string, CustomTag> { ["none"] = new(), ["team"] = new() { Literal = new() { Value = "blue" } } },
                    },
                },
            },
        };

        var chain = mesh.ListenersOf(ListenerMesh.Sidecar)["virtualInbound"].FilterChains.First(found => found.IsHttp());

        chain.Http().Tracing.CustomTags.Select(tag => tag.Tag).ShouldBe(["team"]);
    }

    [Theory]
    [InlineData("targetRefs: [{group: gateway.networking.k8s.io, kind: GatewayClass, name: istio-waypoint}]", true)]
    [InlineData("targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: door}]", true)]
    [InlineData("targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: other}]", false)]
    [InlineData("selector: {matchLabels: {app: cart}}", false)]
    public void Applied_ToAWaypoint_IsWhatNamesItOrItsClass(string attachment, bool applies)
    {
        var waypoint = PolicyMesh.Cart with
        {
            Type = ProxyType.Waypoint,
            Namespace = "istio-system",
            Labels = new Dictionary<string, string> { ["app"] = "cart", ["gateway.networking.k8s.io/gateway-name"] = "door" },
        };
        var context = PolicyMesh.Context(
            $$"""
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: one, namespace: istio-system}
            spec:
              {{attachment}}
              tracing: [{disableSpanReporting: true}]
            """,
            waypoint);

        AppliedTelemetry.To(waypoint, context.View).Objects.Any().ShouldBe(applies);
    }
}
