using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;
using MeshActors.Translation.Secrets;

namespace MeshActors.Actors.Config.Credentials;

/// <summary>
/// What is known of credentials, for one translation: it notes what it is asked for, and whether any of it is not known yet, in which
/// case what came of the translation must not be told.
/// </summary>
/// <param name="known">What is known.</param>
/// <param name="clusters">The clusters that are read.</param>
/// <param name="view">The mesh.</param>
internal sealed class AskedCredentials(CredentialSnapshot known, IReadOnlyList<string> clusters, MeshView view) : ICredentials
{
    private readonly HashSet<ObjectsTopic> _objects = [];
    private readonly HashSet<ServiceAccountKey> _accounts = [];

    public CredentialNeeds Needs => new(_objects, _accounts);

    /// <summary>Whether all that was asked for is known.</summary>
    public bool IsComplete { get; private set; } = true;

    public bool Knows(string cluster) => clusters.Contains(cluster);

    public Config<Secret>? FindSecret(string cluster, string ns, string name) =>
        Find(new(cluster, ResourceKinds.Secret, ns), name) as Config<Secret>;

    // Anybody may name any namespace here: those that do not exist are not asked for.
    public Config<ConfigMap>? FindConfigMap(string cluster, string ns, string name) =>
        view.Namespace(ns) is null ? null : Find(new(cluster, ResourceKinds.ConfigMap, ns), name) as Config<ConfigMap>;

    public bool MayListSecrets(string cluster, string ns, string serviceAccount)
    {
        var account = new ServiceAccountKey(cluster, ns, serviceAccount);
        _accounts.Add(account);
        if (known.Access.TryGetValue(account, out var isAllowed))
        {
            return isAllowed;
        }

        IsComplete = false;
        return false;
    }

    // Grants come with the Gateway API, which is not translated yet.
    public bool IsReferenceGranted(string kind, string fromNamespace, string ns, string name) => false;

    private MeshObject? Find(ObjectsTopic topic, string name)
    {
        if (!Knows(topic.Cluster))
        {
            return null;
        }

        _objects.Add(topic);
        if (known.Objects.TryGetValue(topic, out var objects))
        {
            return objects.GetValueOrDefault(name);
        }

        IsComplete = false;
        return null;
    }
}
