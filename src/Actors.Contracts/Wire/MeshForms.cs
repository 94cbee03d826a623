using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Wire;

using Nodes = IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>>;

/// <summary>The mesh's state: its ConfigMap travels as JSON and is parsed on arrival, by the same rules.</summary>
internal static class MeshForms
{
    public static void Register(MessageRegistry registry)
    {
        var held = new Held();
        registry.Register("mesh-topic/1", MeshTopic.Instance);
        registry.Register("mesh/1", Proto.MeshState.Parser, static (MeshState state) => ToProto(state), state => FromProto(state, held));
    }

    private static Proto.MeshState ToProto(MeshState state)
    {
        var proto = new Proto.MeshState { Globals = ToProto(state.Globals, state.ConfigMap), Namespaces = { state.Namespaces } };
        ProtoMaps.Add(proto.Nodes, state.Nodes, static nodes =>
        {
            var cluster = new Proto.ClusterNodes();
            ProtoMaps.Add(cluster.Nodes, nodes, RegistryForms.ToProto);
            return cluster;
        });
        return proto;
    }

    private static Proto.Globals ToProto(MeshGlobals globals, WatchedObject? map)
    {
        var proto = new Proto.Globals
        {
            RootNamespace = globals.RootNamespace,
            ConfigCluster = globals.ConfigCluster,
            DomainSuffix = globals.DomainSuffix,
            Features = FeatureForms.ToProto(globals.Mesh.Features),
            RevisionTags = { globals.RevisionTags },
            ConfigMap = map is null ? null : ObjectForms.ToProto(map),
        };
        ProtoMaps.Add(proto.ClusterNetworks, globals.ClusterNetworks);
        ProtoMaps.Add(proto.ClusterTrustDomains, globals.ClusterTrustDomains);
        return proto;
    }

    // What says the same gives the instance that is held: everything downstream is remembered by it.
    private static MeshState FromProto(Proto.MeshState state, Held held)
    {
        var sent = Received.Required(state.Globals, "The mesh's globals");
        if (held.Globals is not { } globals || !globals.Sent.Equals(sent))
        {
            held.Globals = globals = FromProto(sent);
        }

        var nodes = ProtoMaps.Read(state.Nodes, static cluster => ProtoMaps.Read(cluster.Nodes, RegistryForms.FromProto));
        if (held.Nodes is { } known && IsSame(known, nodes))
        {
            nodes = known;
        }

        held.Nodes = nodes;
        return new(globals.Instance, nodes, [.. state.Namespaces]) { ConfigMap = globals.Map };
    }

    private static HeldGlobals FromProto(Proto.Globals sent)
    {
        var map = sent.ConfigMap is { } item ? ObjectForms.FromProto(item) : null;
        var (mesh, networks, _) = MeshConfigMapReader.Read(map is null ? null : ObjectParser.Parse(ResourceKinds.ConfigMap, map.Json).Object as Config<ConfigMap>);
        var globals = new MeshGlobals
        {
            Mesh = mesh with { RootNamespace = sent.RootNamespace, Features = FeatureForms.FromProto(Received.Required(sent.Features, "The mesh's features")) },
            Networks = networks,
            ConfigCluster = sent.ConfigCluster,
            DomainSuffix = sent.DomainSuffix,
            ClusterNetworks = ProtoMaps.Read(sent.ClusterNetworks),
            ClusterTrustDomains = ProtoMaps.Read(sent.ClusterTrustDomains),
            RevisionTags = [.. sent.RevisionTags],
        };
        return new(sent, globals, map);
    }

    private static bool IsSame(Nodes left, Nodes right) =>
        left.Count == right.Count
        && left.All(cluster => right.TryGetValue(cluster.Key, out var others)
            && cluster.Value.Count == others.Count
            && cluster.Value.All(node => others.TryGetValue(node.Key, out var other) && node.Value.Equals(other)));

    /// <summary>Each of the two is replaced at once: links to several replicas may read at the same time.</summary>
    private sealed class Held
    {
        public HeldGlobals? Globals { get; set; }

        public Nodes? Nodes { get; set; }
    }

    private sealed record HeldGlobals(Proto.Globals Sent, MeshGlobals Instance, WatchedObject? Map);
}
