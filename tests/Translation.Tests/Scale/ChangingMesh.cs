using System.Text;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Validation;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Tests.Scale;

/// <summary>Objects of some namespaces that come, change and go one at a time, compiled both step by step and from nothing.</summary>
internal sealed class ChangingMesh
{
    private const string Cluster = "Kubernetes";
    private static readonly MeshGlobals Globals = new() { Mesh = MeshConfigDefaults.Mesh, Networks = new(), ConfigCluster = Cluster };

    private readonly Dictionary<string, Dictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>>> _objects = [];
    private readonly Dictionary<string, CompiledNamespace> _compiled = [];
    private MeshView? _view;

    /// <summary>The view made of the one before.</summary>
    public MeshView Step()
    {
        _view = Assemble(_compiled, _view);
        return _view;
    }

    /// <summary>The view made of the same objects without any before.</summary>
    public MeshView Afresh() => Assemble(_objects.ToDictionary(ns => ns.Key, ns => Compile(ns.Key, null)), null);

    /// <param name="metadata">Fields of the metadata beside name and namespace, each behind a comma.</param>
    public void Put(string apiVersion, string kind, string ns, string name, string rest, string metadata = "")
    {
        var json = $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"{{name}}","namespace":"{{ns}}"{{metadata}} },{{rest}} }""";
        var parsed = ObjectValidator.ParseValid(null, Encoding.UTF8.GetBytes(json));
        var item = parsed.Object ?? throw new InvalidDataException($"{json}: {parsed.Describe()}");
        Change(ns, item.Kind, objects => objects[name] = item);
    }

    public void Remove(ResourceKind kind, string ns, string name) => Change(ns, kind, objects => objects.Remove(name));

    private void Change(string ns, ResourceKind kind, Action<Dictionary<string, MeshObject>> change)
    {
        if (!_objects.TryGetValue(ns, out var kinds))
        {
            _objects.Add(ns, kinds = []);
        }

        // New dictionaries, as the compiler compares with those before.
        var objects = new Dictionary<string, MeshObject>(kinds.GetValueOrDefault(kind) ?? new Dictionary<string, MeshObject>());
        change(objects);
        _objects[ns] = new(kinds) { [kind] = objects };
        _compiled[ns] = Compile(ns, _compiled.GetValueOrDefault(ns));
    }

    private CompiledNamespace Compile(string ns, CompiledNamespace? previous) => NamespaceCompiler.Compile(
        new() { Namespace = ns, Globals = Globals, Clusters = [new() { ClusterId = Cluster, Objects = _objects[ns] }] }, previous);

    private static MeshView Assemble(IReadOnlyDictionary<string, CompiledNamespace> compiled, MeshView? previous) =>
        MeshView.Assemble(Globals, compiled.ToDictionary(entry => entry.Key, entry => entry.Value.Snapshot), previous);
}
