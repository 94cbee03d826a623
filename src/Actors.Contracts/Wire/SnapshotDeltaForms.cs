using System.Buffers;
using Google.Protobuf;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>What changed in a namespace: runs of positions for what did not, and in full what did.</summary>
internal static class SnapshotDeltaForms
{
    private static readonly MessageParser<Proto.SnapshotDelta> Parser = Proto.SnapshotDelta.Parser.WithDiscardUnknownFields(true);

    public static void Write(SnapshotDelta delta, IBufferWriter<byte> output)
    {
        ToProtoWithoutServices(delta).WriteTo(output);
        if (delta.Services is { } services)
        {
            // In place, since a changed service goes to every replica and is encoded once.
            var length = services.Parts.Sum(static part => Remote.Wire.SizeOfBytes(Proto.ServiceParts.PartsFieldNumber, SizeOf(part)));
            Remote.Wire.WriteLength(output, Proto.SnapshotDelta.ServicesFieldNumber, length);
            foreach (var part in services.Parts)
            {
                Write(part, output);
            }
        }
    }

    /// <exception cref="WireFormatException">It cannot be read here.</exception>
    public static SnapshotDelta Read(ReadOnlySpan<byte> bytes) => FromProto(ProtoRegistration.Parse(Parser, bytes));

    private static Proto.SnapshotDelta ToProtoWithoutServices(SnapshotDelta delta)
    {
        var proto = new Proto.SnapshotDelta
        {
            Namespace = delta.Namespace,
            NetworkGateways = { delta.NetworkGateways.Select(RegistryForms.ToProto) },
            Objects = { delta.Objects.Select(pair => ToProto(pair.Key, pair.Value, delta.Source)) },
            ChangedFacts = { delta.ChangedFacts.Select(SnapshotForms.ToProto) },
            RemovedFacts = { delta.RemovedFacts.Select(ServiceForms.ToProto) },
        };
        ProtoMaps.Add(proto.Labels, delta.Labels);
        ProtoMaps.Add(proto.Annotations, delta.Annotations);
        return proto;
    }

    private static SnapshotDelta FromProto(Proto.SnapshotDelta delta) => new()
    {
        Namespace = delta.Namespace,
        Labels = ProtoMaps.Read(delta.Labels),
        Annotations = ProtoMaps.Read(delta.Annotations),
        NetworkGateways = [.. delta.NetworkGateways.Select(RegistryForms.FromProto)],
        Objects = FromProto(delta.Objects),
        Services = delta.Services is { } services
            ? new([.. services.Parts.Select(part => Part(part.Start, part.Count, part.Added is { } added ? ServiceForms.FromProto(added) : null))])
            : null,
        ChangedFacts = SnapshotForms.FromProto(delta.ChangedFacts),
        RemovedFacts = [.. delta.RemovedFacts.Select(ServiceForms.FromProto)],
    };

    private static Proto.ObjectParts ToProto(ResourceKind kind, ListDelta<MeshObject> delta, ISnapshotSource? source) => new()
    {
        Kind = ObjectForms.ToProto(kind),
        Parts =
        {
            delta.Parts.Select(part => new Proto.ObjectPart
            {
                Start = part.Start,
                Count = part.Count,
                Added = part.Added is { } added ? SnapshotForms.ToProto(kind, added, source) : null,
            }),
        },
    };

    private static Dictionary<ResourceKind, ListDelta<MeshObject>> FromProto(IReadOnlyCollection<Proto.ObjectParts> all)
    {
        var objects = new Dictionary<ResourceKind, ListDelta<MeshObject>>(all.Count);
        foreach (var some in all)
        {
            var kind = ObjectForms.FromProto(some.Kind);
            objects[kind] = new([.. some.Parts.Select(part => Part(part.Start, part.Count, part.Added is { } added ? SnapshotForms.FromProto(kind, added) : null))]);
        }

        return objects;
    }

    private static int SizeOf(ListPart<Service> part) =>
        Remote.Wire.SizeOfNumber(Proto.ServicePart.StartFieldNumber, part.Start)
        + Remote.Wire.SizeOfNumber(Proto.ServicePart.CountFieldNumber, part.Count)
        + (part.Added is { } added ? Remote.Wire.SizeOfBytes(Proto.ServicePart.AddedFieldNumber, ServiceBytes.Of(added).Length) : 0);

    private static void Write(ListPart<Service> part, IBufferWriter<byte> output)
    {
        Remote.Wire.WriteLength(output, Proto.ServiceParts.PartsFieldNumber, SizeOf(part));
        Remote.Wire.WriteNumber(output, Proto.ServicePart.StartFieldNumber, part.Start);
        Remote.Wire.WriteNumber(output, Proto.ServicePart.CountFieldNumber, part.Count);
        if (part.Added is { } added)
        {
            Remote.Wire.WriteMessage(output, Proto.ServicePart.AddedFieldNumber, ServiceBytes.Of(added));
        }
    }

    private static ListPart<T> Part<T>(int start, int count, T? added)
        where T : class => (start, count) switch
        {
            (0, 0) when added is not null => ListPart<T>.New(added),
            ( >= 0, > 0) when added is null => ListPart<T>.Kept(start, count),
            _ => throw new WireFormatException($"A part of a list is a run or an item, and came with start {start}, count {count} and {(added is null ? "no" : "an")} item."),
        };
}
