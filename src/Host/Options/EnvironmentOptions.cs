namespace MeshActors.Host.Options;

/// <summary>istiod's environment variables, as far as they mean something here. The command line goes over them.</summary>
internal static class EnvironmentOptions
{
    public static ReplicaOptions Read(EnvironmentReader environment)
    {
        var plain = new ReplicaOptions();
        return plain with
        {
            Name = environment.Text("POD_NAME") ?? plain.Name,
            SystemNamespace = environment.Text("POD_NAMESPACE") ?? plain.SystemNamespace,
            AdvertisedHost = environment.Text("POD_IP") ?? environment.Text("INSTANCE_IP") ?? plain.AdvertisedHost,
            Revision = environment.Text("REVISION") ?? plain.Revision,
            WatchedNamespace = environment.Text("ISTIO_WATCH_NAMESPACE") ?? plain.WatchedNamespace,
            SharedMeshConfig = environment.Text("SHARED_MESH_CONFIG") ?? plain.SharedMeshConfig,
            WatchedKinds = new(environment.Texts("PILOT_IGNORE_RESOURCES") ?? [], environment.Texts("PILOT_INCLUDE_RESOURCES") ?? []),
            ClusterId = environment.Text("CLUSTER_ID") ?? plain.ClusterId,
            KeepAliveInterval = environment.Duration("GRPC_KEEPALIVE_INTERVAL", plain.KeepAliveInterval),
            KeepAliveTimeout = environment.Duration("GRPC_KEEPALIVE_TIMEOUT", plain.KeepAliveTimeout),
            // Istio spells these two this way.
            MaxConcurrentStreams = environment.Number("ISTIO_GPRC_MAXSTREAMS", plain.MaxConcurrentStreams),
            MaxReceiveMessageSize = environment.Number("ISTIO_GPRC_MAXRECVMSGSIZE", plain.MaxReceiveMessageSize),
            CustomHosts = environment.Texts("ISTIOD_CUSTOM_HOST") ?? plain.CustomHosts,
            DebugEnabled = environment.Flag("ENABLE_DEBUG_ON_HTTP", plain.DebugEnabled),
            DebugChecksCallers = environment.Flag("ENABLE_DEBUG_ENDPOINT_AUTH", plain.DebugChecksCallers),
            DebugNamespaces = environment.Texts("DEBUG_ENDPOINT_AUTH_ALLOWED_NAMESPACES") ?? plain.DebugNamespaces,
            AuthenticatesXds = environment.Flag("XDS_AUTH", plain.AuthenticatesXds),
            AuthenticatesPlaintext = environment.Flag("XDS_AUTH_PLAINTEXT", plain.AuthenticatesPlaintext),
            ChecksXdsIdentity = environment.Flag("PILOT_ENABLE_XDS_IDENTITY_CHECK", plain.ChecksXdsIdentity),
            TokenAudiences = environment.Texts("TOKEN_AUDIENCES") ?? plain.TokenAudiences,
            Ipv4Allocation = environment.Range("PILOT_IP_AUTOALLOCATE_IPV4_PREFIX", plain.Ipv4Allocation),
            Ipv6Allocation = environment.Range("PILOT_IP_AUTOALLOCATE_IPV6_PREFIX", plain.Ipv6Allocation),
            Features = FeatureVariables.Read(environment),
        };
    }
}
