using System.Buffers;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A namespace's snapshot, whole: its objects' JSON, and its services and their facts as records.</summary>
internal static class SnapshotForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register<SnapshotTopic>(
            "snapshot-topic/1",
            static (m, output, _) => Remote.Wire.WriteString(output, m.Namespace),
            static (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                return new SnapshotTopic(reader.ReadString());
            });
        registry.Register<PublishedSnapshot>("snapshot/1", static (m, output, _) => Write(output, m), static (bytes, _) => Read(bytes));
        registry.Register<SnapshotDelta>(
            "snapshot-delta/1", static (m, output, _) => SnapshotDeltaForm.Write(output, m), static (bytes, _) => SnapshotDeltaForm.Read(bytes));
    }

    /// <exception cref="InvalidOperationException">The source, which must hold all objects of its snapshot, lacks this one.</exception>
    public static void WriteObject(IBufferWriter<byte> output, ResourceKind kind, MeshObject item, ISnapshotSource? source)
    {
        var json = source?.Find(kind, item.Meta.Name)
            ?? throw new InvalidOperationException($"The snapshot of {item.Meta.Namespace} came without the JSON of {kind} {item.Meta.Name}.");
        Remote.Wire.WriteString(output, item.Meta.Name);
        Remote.Wire.WriteBytes(output, json.Span);
    }

    public static MeshObject ReadObject(ResourceKind kind, ref WireReader reader)
    {
        var name = reader.ReadString();
        return ObjectParser.Parse(kind, reader.ReadBytes().ToArray()).Object
            ?? throw new WireFormatException($"{kind} {name} cannot be read here: the replicas differ in version.");
    }

    public static void WriteFacts(IBufferWriter<byte> output, IReadOnlyDictionary<ServiceKey, ServiceFacts> facts)
    {
        WireForms.WriteNumber(output, facts.Count);
        foreach (var (service, fact) in facts)
        {
            EndpointForms.WriteKey(output, service);
            WireForms.WriteJson(output, fact, ContractJson.Default.ServiceFacts);
        }
    }

    public static Dictionary<ServiceKey, ServiceFacts> ReadFacts(ref WireReader reader)
    {
        var count = WireForms.ReadCount(ref reader);
        var facts = new Dictionary<ServiceKey, ServiceFacts>(count);
        for (; count > 0; count--)
        {
            facts[EndpointForms.ReadKey(ref reader)] = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.ServiceFacts);
        }

        return facts;
    }

    private static void Write(IBufferWriter<byte> output, PublishedSnapshot published)
    {
        var snapshot = published.Snapshot;
        Remote.Wire.WriteString(output, snapshot.Namespace);
        WireForms.WriteJson(output, snapshot.Labels, ContractJson.Default.IReadOnlyDictionaryStringString);
        WireForms.WriteJson(output, snapshot.Annotations, ContractJson.Default.IReadOnlyDictionaryStringString);
        WireForms.WriteJson(output, [.. snapshot.NetworkGateways], ContractJson.Default.NetworkGatewayArray);
        WireForms.WriteNumber(output, snapshot.Objects.Count);
        foreach (var (kind, objects) in snapshot.Objects)
        {
            ObjectForms.WriteKind(output, kind);
            WireForms.WriteNumber(output, objects.Count);
            foreach (var item in objects)
            {
                WriteObject(output, kind, item, published.Source);
            }
        }

        WireForms.WriteNumber(output, snapshot.Services.Count);
        foreach (var service in snapshot.Services)
        {
            Remote.Wire.WriteBytes(output, ServiceBytes.Of(service));
        }

        WriteFacts(output, snapshot.Facts);
    }

    private static PublishedSnapshot Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        return new(new NamespaceSnapshot
        {
            Namespace = reader.ReadString(),
            Labels = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.IReadOnlyDictionaryStringString),
            Annotations = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.IReadOnlyDictionaryStringString),
            NetworkGateways = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.NetworkGatewayArray),
            Objects = ReadObjects(ref reader),
            Services = ReadServices(ref reader),
            Facts = ReadFacts(ref reader),
        });
    }

    private static Dictionary<ResourceKind, IReadOnlyList<MeshObject>> ReadObjects(ref WireReader reader)
    {
        var kinds = WireForms.ReadCount(ref reader);
        var all = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>(kinds);
        for (; kinds > 0; kinds--)
        {
            var kind = ObjectForms.ReadKind(ref reader);
            var objects = new MeshObject[WireForms.ReadCount(ref reader)];
            for (var i = 0; i < objects.Length; i++)
            {
                objects[i] = ReadObject(kind, ref reader);
            }

            all[kind] = objects;
        }

        return all;
    }

    private static Service[] ReadServices(ref WireReader reader)
    {
        var services = new Service[WireForms.ReadCount(ref reader)];
        for (var i = 0; i < services.Length; i++)
        {
            services[i] = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.Service);
        }

        return services;
    }
}
