using System.Buffers;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>What changed in a namespace: runs of positions for what did not, and in full what did.</summary>
internal static class SnapshotDeltaForm
{
    private delegate T ReadItem<out T>(ref WireReader reader);

    public static void Write(IBufferWriter<byte> output, SnapshotDelta delta)
    {
        Remote.Wire.WriteString(output, delta.Namespace);
        WireForms.WriteJson(output, delta.Labels, ContractJson.Default.IReadOnlyDictionaryStringString);
        WireForms.WriteJson(output, delta.Annotations, ContractJson.Default.IReadOnlyDictionaryStringString);
        WireForms.WriteJson(output, [.. delta.NetworkGateways], ContractJson.Default.NetworkGatewayArray);
        WireForms.WriteNumber(output, delta.Objects.Count);
        foreach (var (kind, objects) in delta.Objects)
        {
            ObjectForms.WriteKind(output, kind);
            WriteList(output, objects, item => SnapshotForms.WriteObject(output, kind, item, delta.Source));
        }

        WireForms.WriteFlag(output, delta.Services is not null);
        if (delta.Services is { } services)
        {
            WriteList(output, services, service => Remote.Wire.WriteBytes(output, ServiceBytes.Of(service)));
        }

        SnapshotForms.WriteFacts(output, delta.ChangedFacts);
        WireForms.WriteNumber(output, delta.RemovedFacts.Count);
        foreach (var service in delta.RemovedFacts)
        {
            EndpointForms.WriteKey(output, service);
        }
    }

    public static SnapshotDelta Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        return new()
        {
            Namespace = reader.ReadString(),
            Labels = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.IReadOnlyDictionaryStringString),
            Annotations = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.IReadOnlyDictionaryStringString),
            NetworkGateways = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.NetworkGatewayArray),
            Objects = ReadObjects(ref reader),
            Services = WireForms.ReadFlag(ref reader)
                ? ReadList(ref reader, static (ref r) => WireForms.ReadJson(r.ReadBytes(), ContractJson.Default.Service))
                : null,
            ChangedFacts = SnapshotForms.ReadFacts(ref reader),
            RemovedFacts = ReadKeys(ref reader),
        };
    }

    private static Dictionary<ResourceKind, ListDelta<MeshObject>> ReadObjects(ref WireReader reader)
    {
        var objects = new Dictionary<ResourceKind, ListDelta<MeshObject>>();
        for (var count = WireForms.ReadCount(ref reader); count > 0; count--)
        {
            var kind = ObjectForms.ReadKind(ref reader);
            objects[kind] = ReadList(ref reader, (ref r) => SnapshotForms.ReadObject(kind, ref r));
        }

        return objects;
    }

    private static void WriteList<T>(IBufferWriter<byte> output, ListDelta<T> delta, Action<T> writeItem)
        where T : class
    {
        WireForms.WriteNumber(output, delta.Parts.Count);
        foreach (var part in delta.Parts)
        {
            WireForms.WriteNumber(output, part.Count);
            if (part.Added is { } item)
            {
                writeItem(item);
            }
            else
            {
                WireForms.WriteNumber(output, part.Start);
            }
        }
    }

    private static ListDelta<T> ReadList<T>(ref WireReader reader, ReadItem<T> readItem)
        where T : class
    {
        var parts = new ListPart<T>[WireForms.ReadCount(ref reader)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = ReadPosition(ref reader) is > 0 and var count
                ? ListPart<T>.Kept(ReadPosition(ref reader), count)
                : ListPart<T>.New(readItem(ref reader));
        }

        return new(parts);
    }

    private static int ReadPosition(ref WireReader reader)
    {
        var position = reader.ReadVarint();
        return position <= int.MaxValue ? (int)position : throw new WireFormatException($"{position} is no position in a list.");
    }

    private static ServiceKey[] ReadKeys(ref WireReader reader)
    {
        var keys = new ServiceKey[WireForms.ReadCount(ref reader)];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = EndpointForms.ReadKey(ref reader);
        }

        return keys;
    }
}
