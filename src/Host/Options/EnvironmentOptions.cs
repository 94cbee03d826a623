namespace MeshActors.Host.Options;

/// <summary>istiod's environment variables, as far as they mean something here. The command line goes over them.</summary>
internal static class EnvironmentOptions
{
    /// <exception cref="OptionException">A variable's value cannot be read.</exception>
    public static ReplicaOptions Read(Func<string, string?> environment)
    {
        var plain = new ReplicaOptions();
        return plain with
        {
            Name = environment("POD_NAME") ?? plain.Name,
            SystemNamespace = environment("POD_NAMESPACE") ?? plain.SystemNamespace,
            AdvertisedHost = environment("POD_IP") ?? environment("INSTANCE_IP") ?? plain.AdvertisedHost,
            Revision = environment("REVISION") ?? plain.Revision,
            WatchedNamespace = environment("ISTIO_WATCH_NAMESPACE") ?? plain.WatchedNamespace,
            ClusterId = environment("CLUSTER_ID") ?? plain.ClusterId,
            KeepAliveInterval = EnvironmentValues.Duration(environment, "GRPC_KEEPALIVE_INTERVAL", plain.KeepAliveInterval),
            KeepAliveTimeout = EnvironmentValues.Duration(environment, "GRPC_KEEPALIVE_TIMEOUT", plain.KeepAliveTimeout),
            // Istio spells these two this way.
            MaxConcurrentStreams = EnvironmentValues.Number(environment, "ISTIO_GPRC_MAXSTREAMS", plain.MaxConcurrentStreams),
            MaxReceiveMessageSize = EnvironmentValues.Number(environment, "ISTIO_GPRC_MAXRECVMSGSIZE", plain.MaxReceiveMessageSize),
            CustomHosts = environment("ISTIOD_CUSTOM_HOST")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? plain.CustomHosts,
            DebugEnabled = EnvironmentValues.Flag(environment, "ENABLE_DEBUG_ON_HTTP", plain.DebugEnabled),
            Features = FeatureVariables.Read(environment),
        };
    }
}
