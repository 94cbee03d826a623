using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshActors.Translation.Tls;

/// <summary>Where a proxy fetches certificates: from its agent, from a mounted secret server, or on the control plane's stream.</summary>
internal static class SdsSecrets
{
    /// <summary>The workload's own certificate.</summary>
    public const string Default = "default";

    /// <summary>The mesh's roots.</summary>
    public const string Root = "ROOTCA";

    /// <summary>Appended to a credential's name for its roots.</summary>
    public const string CaSuffix = "-cacert";

    public const string ExternalCluster = "sds-external";

    private const string AgentCluster = "sds-grpc";
    private const string FilesCluster = "sds-files-grpc";
    private const string Builtin = "builtin://";
    private const string External = "sds://";
    private const string Invalid = "invalid://";

    /// <summary>From the agent; <c>default</c> and <c>ROOTCA</c> are waited for without limit, as nothing works without them.</summary>
    public static SdsSecretConfig FromAgent(string name, bool stockEnvoy = false)
    {
        if (stockEnvoy)
        {
            // Stock Envoy has no agent beside it: its certificates come on the stream it already has.
            return FromControlPlane(name);
        }

        var config = FromServer(name, AgentCluster, authority: "");
        if (name is Default or Root)
        {
            config.SdsConfig.InitialFetchTimeout = Duration.FromTimeSpan(TimeSpan.Zero);
        }

        return config;
    }

    /// <summary>From files by way of the agent, or of a mounted file secret server.</summary>
    public static SdsSecretConfig FromFiles(string name, bool fileSocket) =>
        fileSocket ? FromServer(name, FilesCluster, authority: "") : FromAgent(name);

    /// <summary>
    /// A <c>credentialName</c>: a Kubernetes Secret over the control plane's stream, the workload's own certificate
    /// (<c>builtin://</c>), or an external secret server (<c>sds://</c>).
    /// </summary>
    /// <param name="name">The credential, with <see cref="CaSuffix"/> where its roots are meant.</param>
    /// <param name="credentialSocket">Whether an external secret server's socket is mounted into the proxy.</param>
    /// <param name="provider">The mesh's external secret provider, or null.</param>
    public static SdsSecretConfig FromCredential(string name, bool credentialSocket, SdsProviderTarget? provider = null)
    {
        switch (name)
        {
            case Builtin:
                return FromAgent(Default);
            case Builtin + CaSuffix:
                return FromAgent(Root);
            default:
                break;
        }

        if (name.StartsWith(External, StringComparison.Ordinal))
        {
            if (credentialSocket)
            {
                return FromServer(name, ExternalCluster, authority: "");
            }

            name = name[External.Length..];
            if (provider is { } target)
            {
                return FromServer(name, target.Cluster, target.Authority);
            }
        }

        return FromControlPlane(ResourceName(name));
    }

    /// <summary>The name under which the stream knows a credential.</summary>
    public static string ResourceName(string credential) => credential switch
    {
        _ when credential.StartsWith(Builtin, StringComparison.Ordinal) => Default,
        _ when credential.StartsWith(Invalid, StringComparison.Ordinal) => Invalid,
        _ when credential.StartsWith("configmap://", StringComparison.Ordinal)
            || credential.StartsWith("kubernetes://", StringComparison.Ordinal)
            || credential.StartsWith("kubernetes-gateway://", StringComparison.Ordinal) => credential,
        _ => "kubernetes://" + credential,
    };

    // No fetch timeout of zero here: a credential that does not exist must not hold up the whole listener.
    private static SdsSecretConfig FromControlPlane(string name) => new()
    {
        Name = name,
        SdsConfig = new() { Ads = new(), ResourceApiVersion = ApiVersion.V3 },
    };

    private static SdsSecretConfig FromServer(string name, string cluster, string authority) => new()
    {
        Name = name,
        SdsConfig = new()
        {
            ApiConfigSource = new()
            {
                ApiType = ApiConfigSource.Types.ApiType.Grpc,
                SetNodeOnFirstMessageOnly = true,
                TransportApiVersion = ApiVersion.V3,
                GrpcServices = { new GrpcService { EnvoyGrpc = new() { ClusterName = cluster, Authority = authority } } },
            },
            ResourceApiVersion = ApiVersion.V3,
        },
    };
}

/// <summary>The cluster and host name of a mesh-wide external secret provider.</summary>
internal readonly record struct SdsProviderTarget(string Cluster, string Authority);
