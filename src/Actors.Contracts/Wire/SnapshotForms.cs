using System.Buffers;
using Google.Protobuf;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A namespace's snapshot, whole: its objects' JSON, and its services and their facts as records.</summary>
internal static class SnapshotForms
{
    private static readonly MessageParser<Proto.Snapshot> Parser = Proto.Snapshot.Parser.WithDiscardUnknownFields(true);

    public static void Register(MessageRegistry registry)
    {
        registry.Register(
            "snapshot-topic/1",
            Proto.SnapshotTopic.Parser,
            static (SnapshotTopic topic) => new() { Namespace = topic.Namespace },
            static topic => new(topic.Namespace));
        registry.Register<PublishedSnapshot>(
            "snapshot/1",
            static (snapshot, output, _) => Write(snapshot, output),
            static (bytes, _) => new(FromProto(ProtoRegistration.Parse(Parser, bytes))));
        registry.Register<SnapshotDelta>(
            "snapshot-delta/1",
            static (delta, output, _) => SnapshotDeltaForms.Write(delta, output),
            static (bytes, _) => SnapshotDeltaForms.Read(bytes));
    }

    /// <exception cref="InvalidOperationException">The source, which must hold all objects of its snapshot, lacks this one.</exception>
    public static Proto.SourceObject ToProto(ResourceKind kind, MeshObject item, ISnapshotSource? source)
    {
        var json = source?.Find(kind, item.Meta.Name)
            ?? throw new InvalidOperationException($"The snapshot of {item.Meta.Namespace} came without the JSON of {kind} {item.Meta.Name}.");
        return new() { Name = item.Meta.Name, Json = UnsafeByteOperations.UnsafeWrap(json) };
    }

    /// <exception cref="WireFormatException">The object cannot be read here.</exception>
    public static MeshObject FromProto(ResourceKind kind, Proto.SourceObject item) =>
        ObjectParser.Parse(kind, item.Json.Memory).Object
        ?? throw new WireFormatException($"{kind} {item.Name} cannot be read here: the replicas differ in version.");

    public static Proto.FactsOfService ToProto(KeyValuePair<ServiceKey, ServiceFacts> facts) =>
        new() { Service = ServiceForms.ToProto(facts.Key), Facts = RegistryForms.ToProto(facts.Value) };

    public static Dictionary<ServiceKey, ServiceFacts> FromProto(IReadOnlyCollection<Proto.FactsOfService> all)
    {
        var facts = new Dictionary<ServiceKey, ServiceFacts>(all.Count);
        foreach (var one in all)
        {
            facts[ServiceForms.FromProto(one.Service)] = RegistryForms.FromProto(one.Facts);
        }

        return facts;
    }

    private static void Write(PublishedSnapshot published, IBufferWriter<byte> output)
    {
        var snapshot = published.Snapshot;
        var proto = new Proto.Snapshot
        {
            Namespace = snapshot.Namespace,
            NetworkGateways = { snapshot.NetworkGateways.Select(RegistryForms.ToProto) },
            Facts = { snapshot.Facts.Select(ToProto) },
        };
        ProtoMaps.Add(proto.Labels, snapshot.Labels);
        ProtoMaps.Add(proto.Annotations, snapshot.Annotations);
        foreach (var (kind, objects) in snapshot.Objects)
        {
            proto.Objects.Add(new Proto.ObjectsOfKind
            {
                Kind = ObjectForms.ToProto(kind),
                Objects = { objects.Select(item => ToProto(kind, item, published.Source)) },
            });
        }

        proto.WriteTo(output);

        // Fields may stand in any order, so these follow as they were encoded once.
        foreach (var service in snapshot.Services)
        {
            Remote.Wire.WriteMessage(output, Proto.Snapshot.ServicesFieldNumber, ServiceBytes.Of(service));
        }
    }

    private static NamespaceSnapshot FromProto(Proto.Snapshot snapshot)
    {
        var objects = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>(snapshot.Objects.Count);
        foreach (var some in snapshot.Objects)
        {
            var kind = ObjectForms.FromProto(some.Kind);
            objects[kind] = [.. some.Objects.Select(item => FromProto(kind, item))];
        }

        return new()
        {
            Namespace = snapshot.Namespace,
            Labels = ProtoMaps.Read(snapshot.Labels),
            Annotations = ProtoMaps.Read(snapshot.Annotations),
            NetworkGateways = [.. snapshot.NetworkGateways.Select(RegistryForms.FromProto)],
            Objects = objects,
            Services = [.. snapshot.Services.Select(ServiceForms.FromProto)],
            Facts = FromProto(snapshot.Facts),
        };
    }
}
