using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Secrets;

namespace MeshActors.Conformance.Xds.Direct;

/// <summary>A case's Secrets and ConfigMaps.</summary>
/// <param name="objects">all objects by cluster id</param>
/// <param name="mayList">what a SubjectAccessReview of any service account says</param>
internal sealed class CaseCredentials(IReadOnlyDictionary<string, IReadOnlyList<MeshObject>> objects, bool mayList) : ICredentials
{
    public bool Knows(string cluster) => objects.ContainsKey(cluster);

    public Config<Secret>? FindSecret(string cluster, string ns, string name) => Find<Secret>(cluster, ns, name);

    public Config<ConfigMap>? FindConfigMap(string cluster, string ns, string name) => Find<ConfigMap>(cluster, ns, name);

    public bool MayListSecrets(string cluster, string ns, string serviceAccount) => mayList;

    // Grants come with the Gateway API, whose objects the view does not translate yet.
    public bool IsReferenceGranted(string kind, string fromNamespace, string ns, string name) => false;

    private Config<TSpec>? Find<TSpec>(string cluster, string ns, string name)
        where TSpec : class, IResourceSpec =>
        objects.GetValueOrDefault(cluster)?.OfType<Config<TSpec>>().FirstOrDefault(found => found.Meta.Namespace == ns && found.Meta.Name == name);
}
