using System.Collections.Frozen;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Validation;
using MeshActors.Mesh.View;
using MeshActors.Translation.Secrets;

namespace MeshActors.Conformance.Xds.Direct;

/// <summary>A case's objects, parsed and joined to the view that translation reads.</summary>
/// <param name="Endpoints">the endpoints of every service</param>
/// <param name="Objects">the parsed objects by cluster id, for what the view does not carry</param>
/// <param name="Nodes">by cluster id, then by name</param>
/// <param name="Credentials">the Secrets and ConfigMaps of every cluster</param>
/// <param name="Notes">objects that could not be read, which count as absent</param>
public sealed record CaseMesh(
    MeshView View,
    IReadOnlyDictionary<ServiceKey, ServiceEndpoints> Endpoints,
    IReadOnlyDictionary<string, IReadOnlyList<MeshObject>> Objects,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>> Nodes,
    ICredentials Credentials,
    IReadOnlyList<string> Notes) : IEndpointSource
{
    public ServiceEndpoints? Find(ServiceKey service) => Endpoints.GetValueOrDefault(service);

    public static CaseMesh Load(XdsCase xdsCase)
    {
        var input = CaseInput.Load(xdsCase);
        var notes = new List<string>();
        var objects = input.Clusters.ToDictionary(cluster => cluster.Key, cluster => Parse(cluster.Value, notes));
        var nodes = objects.ToDictionary(
            cluster => cluster.Key,
            cluster => (IReadOnlyDictionary<string, NodeFacts>)cluster.Value.OfType<Config<Node>>().ToDictionary(node => node.Meta.Name, NodeFacts.Of));
        var globals = Globals(xdsCase, input);

        var compiled = Namespaces(objects).ToDictionary(
            ns => ns,
            ns => NamespaceCompiler.Compile(new NamespaceInput
            {
                Namespace = ns,
                Globals = globals,
                Nodes = nodes,
                Clusters =
                [
                    .. objects.Where(cluster => IsDiscovered(globals.Mesh, cluster.Value, ns))
                        .Select(cluster => ObjectsOf(cluster.Key, cluster.Value, ns)),
                ],
            }));
        var view = MeshView.Assemble(globals, compiled.ToDictionary(pair => pair.Key, pair => pair.Value.Snapshot), previous: null);
        var endpoints = compiled.Values.SelectMany(ns => ns.Endpoints).ToFrozenDictionary();
        return new CaseMesh(view, endpoints, objects, nodes, new CaseCredentials(objects, xdsCase.SecretAccess), notes);
    }

    private static IReadOnlyList<MeshObject> Parse(IReadOnlyList<ReadOnlyMemory<byte>> documents, List<string> notes)
    {
        var objects = new List<MeshObject>(documents.Count);
        foreach (var parsed in documents.Select(json => ObjectValidator.ParseValid(null, json)))
        {
            if (parsed.Object is { } found)
            {
                objects.Add(WithVersion(found));
            }
            else
            {
                notes.Add(parsed.Describe());
            }
        }

        return objects;
    }

    // Agents are told the version of a module's object; the recorded control plane saw all of them in their first one.
    private static MeshObject WithVersion(MeshObject found) => found is Config<WasmPlugin> or Config<TrafficExtension>
        ? found with { Meta = found.Meta with { ResourceVersion = "1" } }
        : found;

    // The recorded control plane did not take the networks of clusters from the label of their system namespace: what it sent
    // knows only the networks that Pods, services and networks.yaml name.
    private static MeshGlobals Globals(XdsCase xdsCase, CaseInput input)
    {
        var mesh = input.MeshConfig is { } json ? Required(MeshConfigurationParser.ParseMeshConfig(json), "mesh.yaml") : MeshConfigDefaults.Mesh;
        return new MeshGlobals
        {
            Mesh = mesh,
            Networks = input.MeshNetworks is { } networks ? Required(MeshConfigurationParser.ParseMeshNetworks(networks), "networks.yaml") : new(),
            ConfigCluster = xdsCase.Cluster,
        };
    }

    private static T Required<T>(Parsed<T> parsed, string file)
        where T : class => parsed.Value ?? throw new InvalidDataException($"{file}: {string.Join("; ", parsed.Errors)}");

    // Kinds without a namespace stand in one without a name, but for Namespaces, which stand in themselves.
    private static string NamespaceOf(MeshObject found) => found.Kind == ResourceKinds.Namespace ? found.Meta.Name : found.Meta.Namespace;

    private static IEnumerable<string> Namespaces(IReadOnlyDictionary<string, IReadOnlyList<MeshObject>> objects) =>
        objects.Values.SelectMany(cluster => cluster).Where(found => found.Kind != ResourceKinds.Node).Select(NamespaceOf).Distinct();

    private static bool IsDiscovered(MeshConfig mesh, IReadOnlyList<MeshObject> cluster, string ns)
    {
        if (mesh.DiscoverySelectors.Count == 0 || ns.Length == 0)
        {
            return true;
        }

        var found = cluster.FirstOrDefault(candidate => candidate.Kind == ResourceKinds.Namespace && candidate.Meta.Name == ns);
        return found is not null && mesh.DiscoverySelectors.Any(selector => selector.Matches(found.Meta.Labels));
    }

    private static ClusterObjects ObjectsOf(string cluster, IReadOnlyList<MeshObject> objects, string ns) => new()
    {
        ClusterId = cluster,
        Objects = objects
            .Where(found => found.Kind != ResourceKinds.Node && NamespaceOf(found) == ns)
            .GroupBy(found => found.Kind)
            .ToDictionary(
                kind => kind.Key,
                kind => (IReadOnlyDictionary<string, MeshObject>)kind.ToDictionary(found => found.Meta.Name)),
    };
}
