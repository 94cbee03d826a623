using Envoy.Config.Endpoint.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Endpoints;
using MeshActors.Yaml;

namespace MeshActors.Translation.Tests.Endpoints;

/// <summary>A mesh written as YAML, and questions to it.</summary>
internal sealed class Scene
{
    public static readonly ProxyNode Client = new()
    {
        Id = "client-0.shop",
        Type = ProxyType.Sidecar,
        IpAddresses = ["10.1.0.99"],
        Namespace = "shop",
        ClusterId = "Kubernetes",
    };

    private readonly Dictionary<ServiceKey, ServiceEndpoints> _endpoints;

    private Scene(MeshView view, Dictionary<ServiceKey, ServiceEndpoints> endpoints) => (View, _endpoints) = (view, endpoints);

    public MeshView View { get; }

    public static Scene Of(string yaml, MeshGlobals? globals = null, string? remote = null)
    {
        globals ??= new() { Mesh = MeshConfigDefaults.Mesh, Networks = new() };
        List<(string Cluster, List<MeshObject> Objects)> clusters =
            [("Kubernetes", Parse(yaml)), ("remote", remote is null ? [] : Parse(remote))];
        var compiled = clusters.SelectMany(c => c.Objects).Select(o => o.Meta.Namespace).Distinct().ToDictionary(
            ns => ns,
            ns => NamespaceCompiler.Compile(new()
            {
                Namespace = ns,
                Globals = globals,
                Clusters =
                [
                    .. clusters.Select(c => new ClusterObjects
                    {
                        ClusterId = c.Cluster,
                        Objects = ByKind(c.Objects.Where(o => o.Meta.Namespace == ns)),
                    }),
                ],
            }));
        return new(
            MeshView.Assemble(globals, compiled.ToDictionary(c => c.Key, c => c.Value.Snapshot), null),
            compiled.Values.SelectMany(c => c.Endpoints).ToDictionary());
    }

    public EndpointQuery Query(string cluster, ProxyNode? node = null) =>
        EndpointQueries.For(TranslationContext.Of(node ?? Client, View), cluster);

    public EncodedResource Translate(EndpointQuery query) =>
        EndpointTranslator.Translate(query, query.Service is { } service ? _endpoints.GetValueOrDefault(service) : null);

    public ClusterLoadAssignment Ask(string cluster, ProxyNode? node = null) =>
        ClusterLoadAssignment.Parser.ParseFrom(Translate(Query(cluster, node)).Value.Span);

    private static List<MeshObject> Parse(string yaml) =>
        [.. YamlDocuments.ToJson(yaml).Select(json => ObjectParser.Parse(json))
            .Select(p => p.Object ?? throw new InvalidDataException(p.Describe()))];

    private static Dictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>> ByKind(IEnumerable<MeshObject> objects) =>
        objects.GroupBy(o => o.Kind).ToDictionary(
            kind => kind.Key, kind => (IReadOnlyDictionary<string, MeshObject>)kind.ToDictionary(o => o.Meta.Name));
}
