using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Secrets;

/// <summary>
/// Secrets and ConfigMaps, which the mesh's view does not carry, and who may see them. Objects that did not change are the
/// same instances.
/// </summary>
public interface ICredentials
{
    /// <summary>Whether the cluster is known; proxies of other clusters get no secrets.</summary>
    bool Knows(string cluster);

    /// <summary>Null where there is none.</summary>
    Config<Secret>? FindSecret(string cluster, string ns, string name);

    /// <summary>Null where there is none.</summary>
    Config<ConfigMap>? FindConfigMap(string cluster, string ns, string name);

    /// <summary>Whether the cluster lets a service account list the Secrets of its own namespace (a SubjectAccessReview); must not wait.</summary>
    bool MayListSecrets(string cluster, string ns, string serviceAccount);

    /// <summary>Whether a ReferenceGrant lets gateways of one namespace use a Secret of another.</summary>
    /// <param name="kind">What refers to it: <c>Gateway</c> or <c>ListenerSet</c>.</param>
    /// <param name="fromNamespace">Where that is.</param>
    /// <param name="ns">The Secret's namespace.</param>
    /// <param name="name">The Secret's name.</param>
    bool IsReferenceGranted(string kind, string fromNamespace, string ns, string name);
}

/// <summary>No credentials at all.</summary>
public sealed class NoCredentials : ICredentials
{
    public static readonly NoCredentials Instance = new();

    public bool Knows(string cluster) => false;

    public Config<Secret>? FindSecret(string cluster, string ns, string name) => null;

    public Config<ConfigMap>? FindConfigMap(string cluster, string ns, string name) => null;

    public bool MayListSecrets(string cluster, string ns, string serviceAccount) => false;

    public bool IsReferenceGranted(string kind, string fromNamespace, string ns, string name) => false;
}
