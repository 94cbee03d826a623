using System.Buffers;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>The mesh's state: its ConfigMap travels as JSON and is parsed on arrival, by the same rules.</summary>
internal static class MeshForms
{
    public static void Register(MessageRegistry registry)
    {
        var held = new Held();
        registry.Register("mesh-topic/1", MeshTopic.Instance);
        registry.Register<MeshState>("mesh/1", static (m, output, _) => Write(output, m), (bytes, _) => Read(bytes, held));
    }

    private static void Write(IBufferWriter<byte> output, MeshState state)
    {
        var globals = new ArrayBufferWriter<byte>();
        WireForms.WriteJson(globals, GlobalsForm.Of(state.Globals), ContractJson.Default.GlobalsForm);
        WireForms.WriteFlag(globals, state.ConfigMap is not null);
        if (state.ConfigMap is { } map)
        {
            ObjectForms.WriteObject(globals, map);
        }

        Remote.Wire.WriteBytes(output, globals.WrittenSpan);
        WireForms.WriteJson(output, state.Nodes, ContractJson.Default.IReadOnlyDictionaryStringIReadOnlyDictionaryStringNodeFacts);
        WireForms.WriteStrings(output, state.Namespaces);
    }

    // Equal bytes give the instance that is held: everything downstream is remembered by it.
    private static MeshState Read(ReadOnlySpan<byte> bytes, Held held)
    {
        var reader = new WireReader(bytes);
        var globals = reader.ReadBytes();
        var globalsHash = ContentHash.Of(globals);
        var (known, map, of) = held.Globals ?? default;
        if (known is null || of != globalsHash)
        {
            (known, map) = ReadGlobals(globals);
            held.Globals = (known, map, globalsHash);
        }

        var nodes = reader.ReadBytes();
        var nodesHash = ContentHash.Of(nodes);
        var (knownNodes, nodesOf) = held.Nodes ?? default;
        if (knownNodes is null || nodesOf != nodesHash)
        {
            knownNodes = WireForms.ReadJson(nodes, ContractJson.Default.IReadOnlyDictionaryStringIReadOnlyDictionaryStringNodeFacts);
            held.Nodes = (knownNodes, nodesHash);
        }

        return new(known, knownNodes, WireForms.ReadStrings(ref reader)) { ConfigMap = map };
    }

    private static (MeshGlobals Globals, WatchedObject? Map) ReadGlobals(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var form = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.GlobalsForm);
        var map = WireForms.ReadFlag(ref reader) ? ObjectForms.ReadObject(ref reader) : null;
        var (mesh, networks, _) = MeshConfigMapReader.Read(map is null ? null : ObjectParser.Parse(ResourceKinds.ConfigMap, map.Json).Object as Config<ConfigMap>);
        var globals = new MeshGlobals
        {
            Mesh = mesh with { RootNamespace = form.RootNamespace, Features = form.Features },
            Networks = networks,
            ConfigCluster = form.ConfigCluster,
            DomainSuffix = form.DomainSuffix,
            ClusterNetworks = form.ClusterNetworks,
            ClusterTrustDomains = form.ClusterTrustDomains,
            RevisionTags = form.RevisionTags,
        };
        return (globals, map);
    }

    private sealed class Held
    {
        public (MeshGlobals Instance, WatchedObject? Map, ContentHash Of)? Globals { get; set; }

        public (IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>> Instance, ContentHash Of)? Nodes { get; set; }
    }
}
