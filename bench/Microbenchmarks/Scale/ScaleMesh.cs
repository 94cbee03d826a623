using System.Text;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Validation;
using MeshActors.Mesh.View;

namespace MeshActors.Microbenchmarks.Scale;

/// <summary>Objects of one cluster, compiled namespace by namespace; one object at a time may change.</summary>
internal sealed class ScaleMesh
{
    private const string Cluster = "Kubernetes";

    private readonly MeshGlobals _globals;
    private readonly Dictionary<string, Dictionary<ResourceKind, Dictionary<string, MeshObject>>> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompiledNamespace> _compiled = new(StringComparer.Ordinal);

    public ScaleMesh(SampleCase sample, IEnumerable<string> objects)
    {
        _globals = new() { Mesh = sample.Mesh, Networks = new(), ConfigCluster = Cluster };
        foreach (var json in objects)
        {
            var item = Parse(json);
            OfKind(item)[item.Meta.Name] = item;
        }

        foreach (var ns in _objects.Keys)
        {
            Compile(ns);
        }
    }

    public MeshView Assemble(MeshView? previous) =>
        MeshView.Assemble(_globals, _compiled.ToDictionary(entry => entry.Key, entry => entry.Value.Snapshot), previous);

    public ServiceEndpoints? Find(ServiceKey service) => _compiled.GetValueOrDefault(service.Namespace)?.Endpoints.GetValueOrDefault(service);

    /// <summary>Reads an object that replaces the one of its name. What follows is not yet worked out.</summary>
    /// <returns>Its namespace.</returns>
    public string Put(string json)
    {
        var item = Parse(json);

        // A new dictionary, as the compiler compares with the one before.
        var changed = new Dictionary<string, MeshObject>(OfKind(item), StringComparer.Ordinal) { [item.Meta.Name] = item };
        _objects[NamespaceOf(item)][item.Kind] = changed;
        return NamespaceOf(item);
    }

    /// <summary>Works out what follows from the objects of a namespace.</summary>
    public void Compile(string ns) => _compiled[ns] = NamespaceCompiler.Compile(
        new()
        {
            Namespace = ns,
            Globals = _globals,
            Clusters =
            [
                new()
                {
                    ClusterId = Cluster,
                    Objects = _objects[ns].ToDictionary(kind => kind.Key, kind => (IReadOnlyDictionary<string, MeshObject>)kind.Value),
                },
            ],
        },
        _compiled.GetValueOrDefault(ns));

    private static MeshObject Parse(string json)
    {
        var parsed = ObjectValidator.ParseValid(null, Encoding.UTF8.GetBytes(json));
        return parsed.Object ?? throw new InvalidDataException(parsed.Describe());
    }

    private static string NamespaceOf(MeshObject item) =>
        item.Kind == ResourceKinds.Namespace ? item.Meta.Name : item is Config<Node> ? "" : item.Meta.Namespace;

    private Dictionary<string, MeshObject> OfKind(MeshObject item)
    {
        var ns = NamespaceOf(item);
        if (!_objects.TryGetValue(ns, out var kinds))
        {
            _objects.Add(ns, kinds = []);
        }

        if (!kinds.TryGetValue(item.Kind, out var objects))
        {
            kinds.Add(item.Kind, objects = new(StringComparer.Ordinal));
        }

        return objects;
    }
}
