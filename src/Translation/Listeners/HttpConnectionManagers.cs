using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Http.HeaderFormatters.PreserveCase.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Routes;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;

namespace MeshActors.Translation.Listeners;

/// <summary>Builds HTTP connection managers.</summary>
internal static class HttpConnectionManagers
{
    private const string FilterName = "envoy.filters.network.http_connection_manager";
    private const uint MaxDirectResponseBytes = 1024 * 1024;

    private static readonly Duration None = new();

    public static Filter Build(ListenerSettings settings, HttpChain chain, ListenerPolicies policies, ListenerExtensions extensions)
    {
        var direction = settings.Of(ClassOf(chain.Role));
        var headers = direction.Headers;
        var manager = new Manager
        {
            StatPrefix = chain.StatPrefix,
            ServerName = headers.ServerName,
            ServerHeaderTransformation = headers.PassesServerHeader
                ? Manager.Types.ServerHeaderTransformation.PassThrough
                : Manager.Types.ServerHeaderTransformation.Overwrite,
            GenerateRequestId = headers.GeneratesRequestId ? null : false,
            AppendXForwardedPort = headers.AppendsForwardedPort,
            Proxy100Continue = settings.Features.Continues,
            UseRemoteAddress = UsesRemoteAddress(settings.Features, chain.Role),
            UpgradeConfigs = { new Manager.Types.UpgradeConfig { UpgradeType = "websocket" } },
            StreamIdleTimeout = None,
            RequestIdExtension = direction.RequestId,
            Tracing = direction.Tracing.Manager,
            AccessLog = { direction.Logs.Http },
            HttpFilters = { HttpFilterOrder.Of(settings, direction, chain, policies, extensions) },
        };
        ApplyHttp1(manager, settings, headers, chain.Role);
        ApplyNormalization(manager, settings.Mesh.PathNormalization?.Normalization ?? PathNormalizationType.Default);
        if (settings.Proxy.IdleTimeout is { } idle)
        {
            manager.CommonHttpProtocolOptions = new() { IdleTimeout = idle.ToProto() };
        }

        if (chain.Role == HttpRole.Inbound)
        {
            ApplyInbound(manager, headers, chain.Protocol);
        }
        else if (chain.Role == HttpRole.Gateway)
        {
            GatewayTopology.Apply(manager, settings);
        }

        else if (settings.Proxy.TellsClientIdentity)
        {
            // The header of our own would be taken out again, as there is no certificate.
            manager.ForwardClientCertDetails = Manager.Types.ForwardClientCertDetails.AlwaysForwardOnly;
        }

        // Envoy takes no address for internal by itself; only those may set Envoy's own headers.
        if (manager.UseRemoteAddress == true || settings.Features.InternalNetworks)
        {
            manager.InternalAddressConfig = InternalNetworks.Of(settings.Networks);
        }

        if (chain.IsHttp3)
        {
            manager.CodecType = Manager.Types.CodecType.Http3;
            manager.Http3ProtocolOptions = new();
        }

        ConnectionLimits.Apply(manager, settings.Connections);
        ApplyRoute(manager, settings, chain, headers);
        return NetworkFilters.Of(FilterName, manager);
    }

    private static bool UsesRemoteAddress(MeshFeatures features, HttpRole role) =>
        role == HttpRole.Gateway || (features.RemoteAddress && role is (HttpRole.Outbound or HttpRole.AnyHost));

    private static ListenerClass ClassOf(HttpRole role) => role switch
    {
        HttpRole.Inbound or HttpRole.Waypoint => ListenerClass.SidecarInbound,
        HttpRole.Gateway => ListenerClass.Gateway,
        _ => ListenerClass.SidecarOutbound,
    };

    private static void ApplyHttp1(Manager manager, ListenerSettings settings, ProxyHeaderSettings headers, HttpRole role)
    {
        if (role is HttpRole.Gateway or HttpRole.Proxy || settings.Proxy.AcceptsHttp10 || headers.PreservesHeaderCase)
        {
            manager.HttpProtocolOptions = new() { AcceptHttp10 = settings.Proxy.AcceptsHttp10 };
        }

        if (role == HttpRole.Proxy)
        {
            manager.HttpProtocolOptions.AllowAbsoluteUrl = true;
        }

        if (headers.PreservesHeaderCase)
        {
            manager.HttpProtocolOptions.HeaderKeyFormat = new()
            {
                StatefulFormatter = new() { Name = "preserve_case", TypedConfig = EnvoyAny.Pack(new PreserveCaseFormatterConfig()) },
            };
        }
    }

    private static void ApplyNormalization(Manager manager, PathNormalizationType normalization)
    {
        manager.NormalizePath = normalization != PathNormalizationType.None;
        manager.MergeSlashes = normalization is PathNormalizationType.MergeSlashes or PathNormalizationType.DecodeAndMergeSlashes;
        manager.PathWithEscapedSlashesAction = normalization == PathNormalizationType.DecodeAndMergeSlashes
            ? Manager.Types.PathWithEscapedSlashesAction.UnescapeAndForward
            : Manager.Types.PathWithEscapedSlashesAction.KeepUnchanged;
    }

    private static void ApplyInbound(Manager manager, ProxyHeaderSettings headers, Protocol protocol)
    {
        var current = headers.CurrentClientCert;
        manager.ForwardClientCertDetails = headers.ForwardedClientCert;
        manager.SetCurrentClientCertDetails = new()
        {
            Subject = current?.Subject ?? true,
            Uri = current?.Uri ?? true,
            Dns = current?.Dns ?? true,
            Cert = current?.Cert ?? false,
            Chain = current?.Chain ?? false,
        };
        if (protocol.IsHttp2())
        {
            manager.Http2ProtocolOptions = new();
        }
    }

    private static void ApplyRoute(Manager manager, ListenerSettings settings, HttpChain chain, ProxyHeaderSettings headers)
    {
        if (chain is { Role: HttpRole.Waypoint, Route: { } inside })
        {
            manager.RouteConfig = InboundRoutes.ThroughWaypoint(inside.Cluster, inside.Hostname, inside.ServicePort, settings.Mesh.DefaultHttpRetryPolicy);
        }
        else if (chain.Route is { } route)
        {
            manager.RouteConfig = InboundRoutes.Of(
                route.Cluster, route.Hostname, route.ServicePort, chain.Protocol, settings.Mesh.DefaultInboundHttpRetryPolicy, null);
        }
        else if (chain.Role == HttpRole.AnyHost)
        {
            var host = CatchAllHosts.Of(settings.Egress, headers.IncludesAttemptCount, headers.AppendsForwardedHost);
            manager.RouteConfig = new()
            {
                Name = host.Name,
                VirtualHosts = { host },
                ValidateClusters = false,
                MaxDirectResponseBodySizeBytes = MaxDirectResponseBytes,
                IgnorePortInHostMatching = true,
            };
        }
        else
        {
            manager.Rds = new()
            {
                // Without its routes a listener would answer 404 to everything: it waits for them without limit.
                ConfigSource = new() { Ads = new(), InitialFetchTimeout = None, ResourceApiVersion = ApiVersion.V3 },
                RouteConfigName = chain.RouteName,
            };
        }
    }
}
