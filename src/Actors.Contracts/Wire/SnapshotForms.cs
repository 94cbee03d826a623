using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>
/// A namespace's snapshot: its objects' JSON, and its services and their facts as records. The sender encodes a service once
/// an instance; the receiver keeps the instances that it has for parts that are the same.
/// </summary>
internal static class SnapshotForms
{
    private static readonly ConditionalWeakTable<Service, byte[]> EncodedServices = [];

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
        var held = new ConcurrentDictionary<string, HeldSnapshot>(StringComparer.Ordinal);
        registry.Register<PublishedSnapshot>(
            "snapshot/1",
            static (m, output, _) => Write(output, m),
            (bytes, _) =>
            {
                var reader = new WireReader(bytes);
                var ns = reader.ReadString();
                var read = HeldSnapshot.Read(ns, ref reader, held.GetValueOrDefault(ns));
                held[ns] = read;
                return new PublishedSnapshot(read.Snapshot);
            });
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
            WriteObjects(output, kind, objects, published);
        }

        WireForms.WriteNumber(output, snapshot.Services.Count);
        foreach (var service in snapshot.Services)
        {
            Remote.Wire.WriteBytes(output, EncodedServices.GetValue(service, static s => JsonSerializer.SerializeToUtf8Bytes(s, ContractJson.Default.Service)));
        }

        WireForms.WriteNumber(output, snapshot.Facts.Count);
        foreach (var (service, facts) in snapshot.Facts)
        {
            Remote.Wire.WriteString(output, service.Namespace);
            Remote.Wire.WriteString(output, service.Hostname);
            WireForms.WriteJson(output, facts, ContractJson.Default.ServiceFacts);
        }
    }

    private static void WriteObjects(IBufferWriter<byte> output, ResourceKind kind, IReadOnlyList<MeshObject> objects, PublishedSnapshot published)
    {
        ObjectForms.WriteKind(output, kind);
        WireForms.WriteNumber(output, objects.Count);
        foreach (var item in objects)
        {
            var json = published.Source?.Find(kind, item.Meta.Name)
                ?? throw new InvalidOperationException($"The snapshot of {published.Snapshot.Namespace} came without the JSON of {kind} {item.Meta.Name}.");
            Remote.Wire.WriteString(output, item.Meta.Name);
            Remote.Wire.WriteString(output, item.Meta.Uid);
            Remote.Wire.WriteString(output, item.Meta.ResourceVersion);
            Remote.Wire.WriteBytes(output, json.Span);
        }
    }
}
