using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Yaml;

namespace MeshActors.Mesh.Tests.Registry;

/// <summary>Inputs of the compiler written as YAML.</summary>
internal static class Meshes
{
    public const string Namespace = "shop";

    public static readonly MeshGlobals Globals = new() { Mesh = MeshConfigDefaults.Mesh, Networks = new() };

    public static ClusterObjects Cluster(string yaml, string id = "Kubernetes") => new()
    {
        ClusterId = id,
        Objects = Parse(yaml).GroupBy(o => o.Kind).ToDictionary(
            kind => kind.Key,
            kind => (IReadOnlyDictionary<string, MeshObject>)kind.ToDictionary(o => o.Meta.Name)),
    };

    /// <summary>
    /// The cluster with some objects added, or put in the place of those of the same kind and name; the others stay the same
    /// instances.
    /// </summary>
    public static ClusterObjects With(this ClusterObjects cluster, string yaml)
    {
        var objects = cluster.Objects.ToDictionary(k => k.Key, k => k.Value);
        foreach (var added in Parse(yaml))
        {
            var byName = objects.GetValueOrDefault(added.Kind)?.ToDictionary(o => o.Key, o => o.Value) ?? [];
            byName[added.Meta.Name] = added;
            objects[added.Kind] = byName;
        }

        return cluster with { Objects = objects };
    }

    public static ClusterObjects Without(this ClusterObjects cluster, ResourceKind kind, string name) => cluster with
    {
        Objects = cluster.Objects.ToDictionary(
            k => k.Key,
            k => k.Key == kind ? k.Value.Where(o => o.Key != name).ToDictionary(o => o.Key, o => o.Value) : k.Value),
    };

    public static NamespaceInput Input(params IReadOnlyList<ClusterObjects> clusters) => new()
    {
        Namespace = Namespace,
        Globals = Globals,
        Clusters = clusters,
    };

    public static CompiledNamespace Compile(string yaml) => NamespaceCompiler.Compile(Input(Cluster(yaml)));

    public static Service Only(this CompiledNamespace compiled) => compiled.Snapshot.Services.ShouldHaveSingleItem();

    public static Service Named(this CompiledNamespace compiled, string name) => compiled.Snapshot.Services.Single(s => s.Name == name);

    public static IReadOnlyList<Endpoint> EndpointsOf(this CompiledNamespace compiled, string hostname) =>
        compiled.Endpoints.GetValueOrDefault(new ServiceKey(Namespace, hostname))?.Endpoints ?? [];

    private static IEnumerable<MeshObject> Parse(string yaml) => YamlDocuments.ToJson(yaml).Select(json =>
    {
        var parsed = ObjectParser.Parse(json);
        return parsed.Object ?? throw new InvalidDataException(parsed.Describe());
    });
}
