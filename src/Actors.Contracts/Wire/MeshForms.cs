using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using Nodes = System.Collections.Generic.IReadOnlyDictionary<
    string, System.Collections.Generic.IReadOnlyDictionary<string, MeshActors.Mesh.Registry.NodeFacts>>;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>The mesh's state: its configuration travels as text and is parsed on arrival, by the same rules.</summary>
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
        var proto = new Proto.MeshState { Globals = ToProto(state.Globals, state.Sources), Namespaces = { state.Namespaces } };
        ProtoMaps.Add(proto.Nodes, state.Nodes, static nodes =>
        {
            var cluster = new Proto.ClusterNodes();
            ProtoMaps.Add(cluster.Nodes, nodes, RegistryForms.ToProto);
            return cluster;
        });
        return proto;
    }

    private static Proto.Globals ToProto(MeshGlobals globals, MeshSources sources)
    {
        var proto = new Proto.Globals
        {
            RootNamespace = globals.RootNamespace,
            ConfigCluster = globals.ConfigCluster,
            DomainSuffix = globals.DomainSuffix,
            Features = FeatureForms.ToProto(globals.Mesh.Features),
            RevisionTags = { globals.RevisionTags },
            Sources = ToProto(sources),
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
        return new(globals.Instance, nodes, [.. state.Namespaces]) { Sources = globals.Sources };
    }

    private static HeldGlobals FromProto(Proto.Globals sent)
    {
        var sources = FromProto(Received.Required(sent.Sources, "The sources of the mesh's configuration"));
        var (mesh, networks) = Parse(sources);
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
        return new(sent, globals, sources);
    }

    // The sender could read them: a build that cannot is too far from it.
    private static (MeshConfig Mesh, MeshNetworks Networks) Parse(MeshSources sources)
    {
        try
        {
            return sources.Read();
        }
        catch (InvalidDataException error)
        {
            throw new WireFormatException($"The mesh's configuration: {error.Message}");
        }
    }

    private static Proto.MeshSources ToProto(MeshSources sources)
    {
        var proto = new Proto.MeshSources();
        if (sources.SharedMesh is { } shared)
        {
            proto.SharedMesh = shared;
        }

        if (sources.Mesh is { } mesh)
        {
            proto.Mesh = mesh;
        }

        if (sources.Networks is { } networks)
        {
            proto.Networks = networks;
        }

        return proto;
    }

    private static MeshSources FromProto(Proto.MeshSources sources) => new(
        sources.HasSharedMesh ? sources.SharedMesh : null, sources.HasMesh ? sources.Mesh : null, sources.HasNetworks ? sources.Networks : null);

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

    private sealed record HeldGlobals(Proto.Globals Sent, MeshGlobals Instance, MeshSources Sources);
}
