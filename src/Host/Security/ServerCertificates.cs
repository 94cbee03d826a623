using System.Net;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Host.Options;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Security;

/// <summary>The certificate of the secure xDS port, under the mesh's authority.</summary>
internal static class ServerCertificates
{
    private const string PluggedIn = "cacerts";
    private const string SelfSigned = "istio-ca-secret";
    private const string SelfSignedType = "istio.io/ca-root";

    /// <summary>The plugged-in authority where the Secret <c>cacerts</c> holds one, else the self-signed one, made where need be.</summary>
    public static async Task<CertificateIssuer> AuthorityAsync(
        IKubernetesClient client, ReplicaOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var secrets = new CertificateSecret(client, options.SystemNamespace, clock);
        return await secrets.FindAsync(PluggedIn, cancellationToken).ConfigureAwait(false)
            ?? await secrets.GetOrCreateAsync(SelfSigned, SelfSignedType, "O=cluster.local", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A serving certificate for every name under which proxies know the control plane.</summary>
    public static X509Certificate2 Issue(CertificateIssuer authority, ReplicaOptions options)
    {
        var service = options.Revision is "" or "default" ? "istiod" : $"istiod-{options.Revision}";
        var ns = options.SystemNamespace;
        string[] names = [$"{service}.{ns}.svc", $"{service}.{ns}", $"istiod-remote.{ns}.svc", $"istiod.{ns}.svc", "istio-pilot." + ns + ".svc", "localhost"];
        return authority.Issue($"{service}.{ns}.svc", [.. names.Concat(options.CustomHosts).Distinct()], [IPAddress.Loopback]);
    }
}
