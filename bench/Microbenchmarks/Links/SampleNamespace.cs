using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.MeshGenerator;

namespace MeshActors.Microbenchmarks.Links;

/// <summary>One namespace of a synthetic mesh, and the JSON of its objects.</summary>
internal sealed class SampleNamespace : ISnapshotSource
{
    private readonly MeshGlobals _globals = new() { Mesh = new(), Networks = new() };
    private readonly SyntheticMesh _mesh;
    private readonly Dictionary<(ResourceKind Kind, string Name), ReadOnlyMemory<byte>> _json = [];
    private readonly Dictionary<ResourceKind, Dictionary<string, MeshObject>> _objects = [];
    private CompiledNamespace? _compiled;

    public SampleNamespace(int services)
    {
        Services = services;
        _mesh = new(new() { Services = services, Namespaces = 1 });
        foreach (var item in _mesh.Objects)
        {
            Add(item);
        }
    }

    public int Services { get; }

    public ReadOnlyMemory<byte>? Find(ResourceKind kind, string name) => _json.TryGetValue((kind, name), out var json) ? json : null;

    public CompiledNamespace Compile() => _compiled = NamespaceCompiler.Compile(
        new()
        {
            Namespace = _mesh.Service(0).Namespace,
            Globals = _globals,
            Clusters = [new() { ClusterId = "Kubernetes", Objects = _objects.ToDictionary(kind => kind.Key, kind => (IReadOnlyDictionary<string, MeshObject>)kind.Value.ToDictionary()) }],
        },
        _compiled);

    public CompiledNamespace CompileWithOneServiceChanged()
    {
        var service = _mesh.Service(Services / 2);
        service.Json["metadata"]!["labels"] = new JsonObject { ["changed"] = "true" };
        Add(service);
        return Compile();
    }

    private void Add(SyntheticObject item)
    {
        var kind = ResourceKinds.Find(item.Type.Group, item.Type.Kind) ?? throw new ArgumentException($"The mesh knows no {item.Type}.", nameof(item));
        var json = Encoding.UTF8.GetBytes(item.Json.ToJsonString());
        if (ObjectParser.Parse(kind, json).Object is not { } parsed)
        {
            throw new ArgumentException($"{item.Type} {item.Name} cannot be read.", nameof(item));
        }

        _json[(kind, item.Name)] = json;
        if (!_objects.TryGetValue(kind, out var known))
        {
            _objects[kind] = known = [];
        }

        known[item.Name] = parsed;
    }
}
