using System.Collections.Frozen;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Config.Globals;

/// <summary>What the mesh actor has heard, and how it becomes the mesh's state. Instances that did not change are kept.</summary>
internal sealed class MeshInputs(WatchPlan plan)
{
    private const string NetworkLabel = "topology.istio.io/network";

    private readonly Dictionary<NamespacesTopic, IReadOnlyList<string>> _namespaces = [];
    private readonly Dictionary<string, Dictionary<string, NodeFacts>> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _networks = new(StringComparer.Ordinal);
    private readonly Dictionary<(ResourceKind Kind, string Name), string> _tags = [];
    private WatchedObject? _configMap;
    private WatchedObject? _sharedConfigMap;
    private (WatchedObject? Shared, WatchedObject? Own) _readFrom;
    private MeshSources _sources = MeshSources.None;
    private (MeshConfig Mesh, MeshNetworks Networks) _parsed = MeshSources.None.Read();
    private bool _nodesChanged = true;

    /// <returns>whether anything that counts changed</returns>
    public bool Replace(IFeedTopic topic, object state)
    {
        switch (topic, state)
        {
            case (NamespacesTopic namespaces, NamespacesState names):
                _namespaces[namespaces] = names.Namespaces;
                return true;
            case (ObjectsTopic { Kind: var kind } objects, ObjectsState all) when kind == ResourceKinds.Node:
                _nodes[objects.Cluster] = new(StringComparer.Ordinal);
                _nodesChanged = true;
                foreach (var node in all.Objects)
                {
                    SetNode(objects.Cluster, node.Name, node);
                }

                return true;
            case (ObjectsTopic objects, ObjectsState all):
                foreach (var (kind, name) in _tags.Keys.Where(tag => tag.Kind == objects.Kind).ToList())
                {
                    _tags.Remove((kind, name));
                }

                foreach (var item in all.Objects)
                {
                    Set(objects, item.Name, item);
                }

                // The first list may hold nothing of interest, which is news too.
                return true;
            default:
                return false;
        }
    }

    public bool Apply(IFeedTopic topic, object change) => (topic, change) switch
    {
        (NamespacesTopic namespaces, NamespacesState names) => Replace(namespaces, names),
        (ObjectsTopic { Kind: var kind } objects, ObjectChange node) when kind == ResourceKinds.Node => SetNode(objects.Cluster, node.Name, node.Object),
        (ObjectsTopic objects, ObjectChange item) => Set(objects, item.Name, item.Object),
        _ => false,
    };

    public (MeshState State, IReadOnlyList<MeshConfigMapError> NewErrors) Assemble(MeshState? previous)
    {
        var errors = ReadConfigMaps();
        var globals = previous?.Globals is { } held && ReferenceEquals(held.Mesh, _parsed.Mesh)
            && SameNetworks(held.ClusterNetworks) && held.RevisionTags.SequenceEqual(Tags)
            ? held
            : new MeshGlobals
            {
                Mesh = Installed(_parsed.Mesh),
                Networks = _parsed.Networks,
                ConfigCluster = plan.ConfigCluster,
                DomainSuffix = plan.DomainSuffix,
                ClusterNetworks = _networks.ToFrozenDictionary(StringComparer.Ordinal),
                RevisionTags = [.. Tags],
            };
        if (!ReferenceEquals(globals, previous?.Globals))
        {
            _parsed = _parsed with { Mesh = globals.Mesh };
        }

        var nodes = previous is not null && !_nodesChanged
            ? previous.Nodes
            : _nodes.ToFrozenDictionary(
                pair => pair.Key,
                pair => (IReadOnlyDictionary<string, NodeFacts>)pair.Value.ToFrozenDictionary(StringComparer.Ordinal),
                StringComparer.Ordinal);
        _nodesChanged = false;
        IReadOnlyList<string> namespaces = [.. _namespaces.Values.SelectMany(names => names).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        if (previous is not null && previous.Namespaces.SequenceEqual(namespaces))
        {
            namespaces = previous.Namespaces;
        }

        return previous is not null && ReferenceEquals(previous.Globals, globals) && ReferenceEquals(previous.Nodes, nodes)
            && ReferenceEquals(previous.Namespaces, namespaces)
            ? (previous, errors)
            : (new(globals, nodes, namespaces) { Sources = _sources }, errors);
    }

    private IEnumerable<string> Tags => _tags.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private bool Set(ObjectsTopic topic, string name, WatchedObject? item)
    {
        if (topic.Kind == ResourceKinds.ConfigMap && name == plan.MeshConfigMap)
        {
            _configMap = item;
            return true;
        }

        if (topic.Kind == ResourceKinds.ConfigMap && name == plan.SharedMeshConfigMap)
        {
            _sharedConfigMap = item;
            return true;
        }

        if (topic.Kind == ResourceKinds.MutatingWebhookConfiguration || topic.Kind == ResourceKinds.Service)
        {
            return SetTag((topic.Kind, name), item is null ? null : plan.TagOf(ObjectParser.ParseMeta(item.Json.Span).Meta));
        }

        if (topic.Kind == ResourceKinds.Namespace && name == plan.SystemNamespace)
        {
            var network = item is null ? "" : ObjectParser.ParseMeta(item.Json.Span).Meta.Labels.GetValueOrDefault(NetworkLabel) ?? "";
            var before = _networks.GetValueOrDefault(topic.Cluster) ?? "";
            if (network.Length == 0)
            {
                _networks.Remove(topic.Cluster);
            }
            else
            {
                _networks[topic.Cluster] = network;
            }

            return network != before;
        }

        return false;
    }

    private bool SetTag((ResourceKind Kind, string Name) source, string? tag)
    {
        var before = _tags.GetValueOrDefault(source);
        if (tag is null)
        {
            _tags.Remove(source);
        }
        else
        {
            _tags[source] = tag;
        }

        return before != tag;
    }

    private bool SetNode(string cluster, string name, WatchedObject? item)
    {
        if (!_nodes.TryGetValue(cluster, out var nodes))
        {
            _nodes[cluster] = nodes = new(StringComparer.Ordinal);
        }

        var facts = item is not null && ObjectParser.Parse(ResourceKinds.Node, item.Json).Object is Config<Node> node ? NodeFacts.Of(node) : null;
        nodes.TryGetValue(name, out var before);
        if (Equals(before, facts))
        {
            // Nodes report their condition all the time: that is no change to the mesh.
            return false;
        }

        if (facts is null)
        {
            nodes.Remove(name);
        }
        else
        {
            nodes[name] = facts;
        }

        _nodesChanged = true;
        return true;
    }

    private IReadOnlyList<MeshConfigMapError> ReadConfigMaps()
    {
        if (ReferenceEquals(_readFrom.Shared, _sharedConfigMap) && ReferenceEquals(_readFrom.Own, _configMap))
        {
            return [];
        }

        _readFrom = (_sharedConfigMap, _configMap);
        var reader = new MeshConfigMapReader(_sources);
        var sources = reader.Read(Parse(_sharedConfigMap), Parse(_configMap));
        if (sources != _sources)
        {
            _sources = sources;
            _parsed = sources.Read();
        }

        return reader.Errors;
    }

    // A ConfigMap holds texts under keys: the API server lets nothing else in.
    private static Config<ConfigMap>? Parse(WatchedObject? map) =>
        map is null ? null : ObjectParser.Parse(ResourceKinds.ConfigMap, map.Json).Object as Config<ConfigMap>;

    // The root namespace defaults to the system namespace, wherever that is.
    private MeshConfig Installed(MeshConfig mesh) => mesh with
    {
        RootNamespace = mesh.RootNamespace.Length == 0 ? plan.SystemNamespace : mesh.RootNamespace,
        Features = plan.Features,
    };

    private bool SameNetworks(IReadOnlyDictionary<string, string> held) =>
        held.Count == _networks.Count && _networks.All(pair => held.GetValueOrDefault(pair.Key) == pair.Value);
}
