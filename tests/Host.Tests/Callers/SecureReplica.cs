using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Grpc;
using MeshActors.Host.Security;
using MeshActors.Kubernetes;
using MeshActors.Testing.Replicas;
using MeshActors.Testing.Xds;

namespace MeshActors.Host.Tests.Callers;

/// <summary>A replica with a gateway's account that may read Secrets and one that may not, and clients of its secure port.</summary>
public sealed class SecureReplica : IAsyncLifetime
{
    private const string Mesh = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: gateway, namespace: shop}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: cart, namespace: shop}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: gateway-sds, namespace: shop}
        rules: [{apiGroups: [""], resources: [secrets], verbs: [get, watch, list]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: gateway-sds, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gateway-sds}
        subjects: [{kind: ServiceAccount, name: gateway, namespace: shop}]
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: site, namespace: shop}
        type: kubernetes.io/tls
        stringData: {tls.crt: chain, tls.key: key}
        """;

    private InProcessReplica? _replica;
    private CertificateIssuer? _issuer;

    internal IKubernetesClient Client => _replica!.Client;

    /// <summary>The mesh's authority with its key.</summary>
    internal X509Certificate2 Authority { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _replica = await InProcessReplica.StartAsync(Mesh);
        var secret = await Client.GetAsync<Secret>("istio-system", "istio-ca-secret", CancellationToken.None);
        Authority = X509Certificate2.CreateFromPem(
            Encoding.ASCII.GetString(secret.Data!["ca-cert.pem"]), Encoding.ASCII.GetString(secret.Data["ca-key.pem"]));
        _issuer = new(Authority, [Authority], TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _issuer?.Dispose();
        await (_replica?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>A channel to the secure port.</summary>
    internal GrpcChannel Connect(X509Certificate2? certificate = null) =>
        GrpcChannel.ForAddress(new Uri($"https://127.0.0.1:{_replica!.SecureXdsPort}"), new GrpcChannelOptions
        {
            Tls = new SslClientAuthenticationOptions
            {
                ClientCertificates = certificate is null ? null : [certificate],
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 server && _issuer!.Trusts(server),
            },
        });

    /// <summary>A channel to the port in clear text.</summary>
    internal GrpcChannel ConnectInClearText() => GrpcChannel.ForAddress($"http://127.0.0.1:{_replica!.XdsPort}");

    internal static DeltaStream Open(
        GrpcChannel channel, string ns = "shop", string account = "gateway", string? token = null, bool isProxy = false, string pod = "1")
    {
        var headers = new Grpc.Metadata();
        if (token is not null)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        var node = new Node
        {
            Id = $"router~10.1.1.9~{account}-{pod}.{ns}~{ns}.svc.cluster.local",
            Cluster = $"{account}.{ns}",
            Metadata = Struct.Parser.ParseJson($$"""{"NAMESPACE":"{{ns}}","SERVICE_ACCOUNT":"{{account}}","CLUSTER_ID":"Kubernetes","ISTIO_VERSION":"1.30.0"}"""),
        };
        if (isProxy)
        {
            node.Metadata.Fields["PROXY_CONFIG"] = Value.ForStruct(new() { Fields = { ["concurrency"] = Value.ForNumber(2) } });
        }

        return new(channel.CreateCallInvoker(), node, new CallOptions(headers));
    }
}
