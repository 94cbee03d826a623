using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using ProxyConfig = MeshActors.Mesh.Configuration.ProxyConfig;

namespace MeshActors.Mesh.Validation.Meshes;

/// <summary>Rules of the mesh's default configuration of proxies.</summary>
internal static class ProxyConfigRules
{
    private const int LeastWindow = 65535;
    private const string ConfigMapPrefix = "configmap://";

    public static void Check(ProxyConfig config, string path, List<FieldError> errors)
    {
        Required(config.ConfigPath, "configPath");
        Required(config.BinaryPath, "binaryPath");
        Required(config.DiscoveryAddress, "discoveryAddress");
        Required(config.ServiceCluster ?? (config.TracingServiceName is null ? "" : "by tracing"), "serviceCluster");
        FieldChecks.Duration(config.DrainDuration ?? TimeSpan.Zero, $"{path}.drainDuration", errors);
        if (config.DrainDuration is { } drain && FieldChecks.IsWhole(drain, TimeSpan.TicksPerMillisecond) && !FieldChecks.IsWhole(drain, TimeSpan.TicksPerSecond))
        {
            errors.Add(new($"{path}.drainDuration", "only durations to seconds precision are supported"));
        }

        FieldChecks.Address(config.DiscoveryAddress, $"{path}.discoveryAddress", errors);
        FieldChecks.Address(config.StatsdUdpAddress, $"{path}.statsdUdpAddress", errors);
        FieldChecks.Address(config.EnvoyMetricsServiceAddress, $"{path}.envoyMetricsServiceAddress", errors);
        FieldChecks.Address(config.EnvoyMetricsService?.Address ?? "", $"{path}.envoyMetricsService.address", errors);
        FieldChecks.Address(config.EnvoyAccessLogService?.Address ?? "", $"{path}.envoyAccessLogService.address", errors);
        ObjectValidator.CheckPort(config.ProxyAdminPort, $"{path}.proxyAdminPort", errors);
        ObjectValidator.CheckPort(config.StatusPort, $"{path}.statusPort", errors);
        if (config.Tracing is { } tracing)
        {
            CheckTracing(tracing, $"{path}.tracing", errors);
        }

        if (config.PrivateKeyProvider is { } provider && (provider.Cryptomb?.PollDelay ?? provider.Qat?.PollDelay ?? TimeSpan.Zero) == TimeSpan.Zero)
        {
            errors.Add(new($"{path}.privateKeyProvider", "a provider with a pollDelay is required"));
        }

        if (config.ConnectionSettings is { } connections)
        {
            CheckConnections(connections, $"{path}.connectionSettings", errors);
        }

        void Required(string value, string field)
        {
            if (value.Length == 0)
            {
                errors.Add(new($"{path}.{field}", "must be set"));
            }
        }
    }

    private static void CheckTracing(ProxyTracing tracing, string path, List<FieldError> errors)
    {
        if (tracing.Lightstep is { } lightstep)
        {
            Collector(lightstep.Address, "lightstep");
            if (lightstep.AccessToken.Length == 0)
            {
                errors.Add(new($"{path}.lightstep.accessToken", "must be set"));
            }
        }

        if (tracing.Zipkin is { } zipkin)
        {
            Collector(WithHost(zipkin.Address), "zipkin");
        }

        if (tracing.Datadog is { } datadog)
        {
            Collector(WithHost(datadog.Address), "datadog");
        }

        if (tracing.TlsSettings is { } tls)
        {
            CheckTls(tls, $"{path}.tlsSettings", errors);
        }

        void Collector(string address, string name)
        {
            if (address.Length == 0)
            {
                errors.Add(new($"{path}.{name}.address", "must be set"));
            }

            FieldChecks.Address(address, $"{path}.{name}.address", errors);
        }
    }

    /// <summary>The agent puts the node's address in the place of the variable.</summary>
    private static string WithHost(string address) => address.Replace("$(HOST_IP)", "127.0.0.1", StringComparison.Ordinal);

    private static void CheckTls(ClientTlsSettings tls, string path, List<FieldError> errors)
    {
        var byName = tls.CredentialName.Length > 0;
        if (tls.CredentialName.StartsWith(ConfigMapPrefix, StringComparison.Ordinal))
        {
            errors.Add(new($"{path}.credentialName", "a ConfigMap cannot be named for the whole mesh"));
        }

        if (tls.InsecureSkipVerify == true
            && tls.Mode is ClientTlsMode.Simple or ClientTlsMode.Mutual
            && (tls.CaCertificates.Length > 0 || tls.SubjectAltNames.Count > 0 || (byName && tls.Mode == ClientTlsMode.Simple)))
        {
            errors.Add(new($"{path}.insecureSkipVerify", "excludes authorities and subject names"));
        }

        if (byName && tls.Mode is ClientTlsMode.Simple or ClientTlsMode.Mutual)
        {
            if ((tls.ClientCertificate + tls.CaCertificates + tls.PrivateKey + tls.CaCrl).Length > 0)
            {
                errors.Add(new($"{path}.credentialName", "excludes files"));
            }
        }
        else if (tls.Mode == ClientTlsMode.Mutual && (tls.ClientCertificate.Length == 0 || tls.PrivateKey.Length == 0))
        {
            errors.Add(new(path, "mutual TLS needs clientCertificate and privateKey"));
        }
    }

    private static void CheckConnections(ConnectionSettings settings, string path, List<FieldError> errors)
    {
        AtLeast(settings.ListenerPerConnectionBufferLimitBytes, 0, "listenerPerConnectionBufferLimitBytes");
        AtLeast(settings.ClusterPerConnectionBufferLimitBytes, 0, "clusterPerConnectionBufferLimitBytes");
        AtLeast(settings.HttpMaxConcurrentStreams, 1, "httpMaxConcurrentStreams");
        AtLeast(settings.Http2InitialStreamWindowSize, LeastWindow, "http2InitialStreamWindowSize");
        AtLeast(settings.Http2InitialConnectionWindowSize, LeastWindow, "http2InitialConnectionWindowSize");
        AtLeast(settings.ListenerConnectionLimit, 1, "listenerConnectionLimit");
        AtLeast(settings.GlobalDownstreamConnectionLimit, 1, "globalDownstreamConnectionLimit");
        NotNegative(settings.HttpIdleTimeout, "httpIdleTimeout");
        NotNegative(settings.HttpMaxConnectionDuration, "httpMaxConnectionDuration");
        NotNegative(settings.HttpDrainTimeout, "httpDrainTimeout");
        NotNegative(settings.HttpRequestTimeout, "httpRequestTimeout");
        NotNegative(settings.HttpRequestHeadersTimeout, "httpRequestHeadersTimeout");
        NotNegative(settings.HttpStreamIdleTimeout, "httpStreamIdleTimeout");
        NotNegative(settings.HttpMaxStreamDuration, "httpMaxStreamDuration");

        void AtLeast(int? value, int least, string field)
        {
            if (value < least)
            {
                errors.Add(new($"{path}.{field}", $"{value} must be at least {least}"));
            }
        }

        void NotNegative(TimeSpan? value, string field)
        {
            if (value < TimeSpan.Zero)
            {
                errors.Add(new($"{path}.{field}", "must not be negative"));
            }
        }
    }
}
