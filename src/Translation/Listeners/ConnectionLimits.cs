using Envoy.Config.Core.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;

namespace MeshActors.Translation.Listeners;

/// <summary>Timeouts, windows and normalisation from <c>connectionSettings</c>; they go before the mesh-wide settings.</summary>
internal static class ConnectionLimits
{
    /// <summary>The settings in force. On gateways the EDGE profile fills in Envoy's recommendations for untrusted clients.</summary>
    public static ConnectionSettings? Of(ProxyConfig own, MeshConfig mesh, ProxyType type)
    {
        var settings = own.ConnectionSettings ?? mesh.DefaultConfig.ConnectionSettings;
        return settings is { Profile: ConnectionProfile.Edge } && type == ProxyType.Router ? AtTheEdge(settings) : settings;
    }

    public static void Apply(Manager manager, ConnectionSettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        manager.StreamIdleTimeout = settings.HttpStreamIdleTimeout.ToProto() ?? manager.StreamIdleTimeout;
        manager.RequestTimeout = settings.HttpRequestTimeout.ToProto() ?? manager.RequestTimeout;
        manager.RequestHeadersTimeout = settings.HttpRequestHeadersTimeout.ToProto() ?? manager.RequestHeadersTimeout;
        manager.DrainTimeout = settings.HttpDrainTimeout.ToProto() ?? manager.DrainTimeout;
        ApplyCommon(manager, settings);
        ApplyHttp2(manager, settings);
        manager.MergeSlashes = settings.HttpMergeSlashes ?? manager.MergeSlashes;
        if (settings.HttpPathWithEscapedSlashesAction != PathWithEscapedSlashesAction.PathWithEscapedSlashesUnspecified)
        {
            manager.PathWithEscapedSlashesAction = settings.HttpPathWithEscapedSlashesAction switch
            {
                PathWithEscapedSlashesAction.RejectRequest => Manager.Types.PathWithEscapedSlashesAction.RejectRequest,
                PathWithEscapedSlashesAction.UnescapeAndRedirect => Manager.Types.PathWithEscapedSlashesAction.UnescapeAndRedirect,
                PathWithEscapedSlashesAction.UnescapeAndForward => Manager.Types.PathWithEscapedSlashesAction.UnescapeAndForward,
                _ => Manager.Types.PathWithEscapedSlashesAction.KeepUnchanged,
            };
        }
    }

    /// <summary>Null where absent; a negative number counts as absent too, as it would wrap to gigabytes.</summary>
    public static uint? Size(int? value) => value is >= 0 and { } size ? (uint)size : null;

    private static void ApplyCommon(Manager manager, ConnectionSettings settings)
    {
        var underscores = settings.HttpHeadersWithUnderscoresAction;
        if (settings is { HttpIdleTimeout: null, HttpMaxConnectionDuration: null, HttpMaxStreamDuration: null }
            && underscores == HeadersWithUnderscoresAction.HeadersWithUnderscoresUnspecified)
        {
            return;
        }

        var options = manager.CommonHttpProtocolOptions ??= new();
        options.IdleTimeout = settings.HttpIdleTimeout.ToProto() ?? options.IdleTimeout;
        options.MaxConnectionDuration = settings.HttpMaxConnectionDuration.ToProto();
        options.MaxStreamDuration = settings.HttpMaxStreamDuration.ToProto();
        options.HeadersWithUnderscoresAction = underscores switch
        {
            HeadersWithUnderscoresAction.HeadersWithUnderscoresRejectRequest => HttpProtocolOptions.Types.HeadersWithUnderscoresAction.RejectRequest,
            HeadersWithUnderscoresAction.HeadersWithUnderscoresDropHeader => HttpProtocolOptions.Types.HeadersWithUnderscoresAction.DropHeader,
            _ => HttpProtocolOptions.Types.HeadersWithUnderscoresAction.Allow,
        };
    }

    private static void ApplyHttp2(Manager manager, ConnectionSettings settings)
    {
        if (settings is { HttpMaxConcurrentStreams: null, Http2InitialStreamWindowSize: null, Http2InitialConnectionWindowSize: null })
        {
            return;
        }

        var options = manager.Http2ProtocolOptions ??= new();
        options.MaxConcurrentStreams = Size(settings.HttpMaxConcurrentStreams) ?? options.MaxConcurrentStreams;
        options.InitialStreamWindowSize = Size(settings.Http2InitialStreamWindowSize) ?? options.InitialStreamWindowSize;
        options.InitialConnectionWindowSize = Size(settings.Http2InitialConnectionWindowSize) ?? options.InitialConnectionWindowSize;
    }

    private static ConnectionSettings AtTheEdge(ConnectionSettings settings) => settings with
    {
        ListenerPerConnectionBufferLimitBytes = settings.ListenerPerConnectionBufferLimitBytes ?? 32 * 1024,
        HttpIdleTimeout = settings.HttpIdleTimeout ?? TimeSpan.FromHours(1),
        HttpStreamIdleTimeout = settings.HttpStreamIdleTimeout ?? TimeSpan.FromMinutes(5),
        HttpRequestTimeout = settings.HttpRequestTimeout ?? TimeSpan.FromMinutes(5),
        HttpRequestHeadersTimeout = settings.HttpRequestHeadersTimeout ?? TimeSpan.FromMinutes(1),
        HttpMaxConcurrentStreams = settings.HttpMaxConcurrentStreams ?? 100,
        Http2InitialStreamWindowSize = settings.Http2InitialStreamWindowSize ?? 64 * 1024,
        Http2InitialConnectionWindowSize = settings.Http2InitialConnectionWindowSize ?? 1024 * 1024,
        HttpHeadersWithUnderscoresAction = settings.HttpHeadersWithUnderscoresAction == default
            ? HeadersWithUnderscoresAction.HeadersWithUnderscoresRejectRequest
            : settings.HttpHeadersWithUnderscoresAction,
        HttpMergeSlashes = settings.HttpMergeSlashes ?? true,
        HttpPathWithEscapedSlashesAction = settings.HttpPathWithEscapedSlashesAction == default
            ? PathWithEscapedSlashesAction.UnescapeAndRedirect
            : settings.HttpPathWithEscapedSlashesAction,
    };
}
