using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Secrets;

namespace MeshActors.Translation.Tests.Secrets;

/// <summary>Secrets in a test's hands, the same in every cluster.</summary>
internal sealed class FakeCredentials : ICredentials
{
    private readonly Dictionary<(string, string), Config<Secret>> _secrets = [];

    public bool MayList { get; set; } = true;

    public bool IsGranted { get; set; }

    public bool IsKnown { get; set; } = true;

    public void Add(string ns, string name, params (string Key, string Value)[] data) => _secrets[(ns, name)] = new()
    {
        Meta = new() { Namespace = ns, Name = name },
        Spec = new() { Data = data.ToDictionary(entry => entry.Key, entry => SecretBytes.FromText(entry.Value)) },
    };

    public bool Knows(string cluster) => IsKnown;

    public Config<Secret>? FindSecret(string cluster, string ns, string name) => _secrets.GetValueOrDefault((ns, name));

    public Config<ConfigMap>? FindConfigMap(string cluster, string ns, string name) => null;

    public bool MayListSecrets(string cluster, string ns, string serviceAccount) => MayList;

    public bool IsReferenceGranted(string kind, string fromNamespace, string ns, string name) => IsGranted;
}
