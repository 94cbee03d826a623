using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Secrets;

/// <summary>Finds credentials in the clusters that a proxy's may be in.</summary>
/// <param name="credentials">All credentials.</param>
/// <param name="proxyCluster">The proxy's cluster.</param>
/// <param name="configCluster">The cluster that holds the configuration.</param>
internal readonly struct CredentialLookup(ICredentials credentials, string proxyCluster, string configCluster)
{
    // The proxy's own cluster comes first, the one of the configuration stands in for it.
    private IEnumerable<string> Clusters(CredentialStore store) =>
        store != CredentialStore.Secret || proxyCluster == configCluster ? [configCluster] : [proxyCluster, configCluster];

    /// <summary>The object that makes the resource, or null where none does.</summary>
    public MeshObject? Find(CredentialReference reference)
    {
        if (reference.Store == CredentialStore.ConfigMap)
        {
            return credentials.FindConfigMap(configCluster, reference.Namespace, reference.BareName);
        }

        foreach (var cluster in Clusters(reference.Store))
        {
            if (SecretOf(cluster, reference) is { } secret && IsUsable(secret.Spec, reference))
            {
                return secret;
            }
        }

        return null;
    }

    /// <summary>Whether there is a Secret of the name, usable or not.</summary>
    public bool Exists(CredentialReference reference)
    {
        foreach (var cluster in Clusters(reference.Store))
        {
            if (SecretOf(cluster, reference) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private Config<Secret>? SecretOf(string cluster, CredentialReference reference)
    {
        var secret = credentials.FindSecret(cluster, reference.Namespace, reference.Name);
        return secret is null && reference.AsksForAuthorities ? credentials.FindSecret(cluster, reference.Namespace, reference.BareName) : secret;
    }

    private static bool IsUsable(Secret secret, CredentialReference reference) =>
        reference.AsksForAuthorities ? CredentialKeys.Authorities(secret) is not null : CredentialKeys.Certificate(secret) is not null;
}
