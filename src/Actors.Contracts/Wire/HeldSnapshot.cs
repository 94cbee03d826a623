using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>
/// The snapshot of a namespace that arrived last, with what its parts were made from: a part that comes again is not made
/// anew. Objects are known by uid and resource version, services and facts by the hash of their bytes.
/// </summary>
internal sealed class HeldSnapshot
{
    private readonly Dictionary<(ResourceKind Kind, string Name), (string Uid, string Version, MeshObject Object)> _objects = [];
    private readonly Dictionary<ContentHash, Service> _services = [];
    private readonly Dictionary<ServiceKey, (ContentHash Of, ServiceFacts Facts)> _facts = [];

    public required NamespaceSnapshot Snapshot { get; init; }

    /// <param name="ns">The namespace.</param>
    /// <param name="reader">Stands behind the namespace.</param>
    /// <param name="before">What came before, or null.</param>
    public static HeldSnapshot Read(string ns, ref WireReader reader, HeldSnapshot? before)
    {
        var labels = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.IReadOnlyDictionaryStringString);
        var annotations = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.IReadOnlyDictionaryStringString);
        var gateways = WireForms.ReadJson(reader.ReadBytes(), ContractJson.Default.NetworkGatewayArray);
        var parts = new HeldSnapshot { Snapshot = new() { Namespace = ns } };
        var objects = parts.ReadObjects(ref reader, before);
        var services = parts.ReadServices(ref reader, before);
        var facts = parts.ReadFacts(ref reader, before);
        var last = before?.Snapshot;
        var snapshot = new NamespaceSnapshot
        {
            Namespace = ns,
            Labels = last is not null && LabelMatch.SameLabels(last.Labels, labels) ? last.Labels : labels,
            Annotations = last is not null && LabelMatch.SameLabels(last.Annotations, annotations) ? last.Annotations : annotations,
            NetworkGateways = last is not null && last.NetworkGateways.SequenceEqual(gateways) ? last.NetworkGateways : gateways,
            Objects = objects,
            Services = last is not null && last.Services.SequenceEqual(services) ? last.Services : services,
            Facts = facts,
        };
        return new(parts) { Snapshot = last is not null && IsSame(last, snapshot) ? last : snapshot };
    }

    private HeldSnapshot()
    {
    }

    private HeldSnapshot(HeldSnapshot parts) => (_objects, _services, _facts) = (parts._objects, parts._services, parts._facts);

    private Dictionary<ResourceKind, IReadOnlyList<MeshObject>> ReadObjects(ref WireReader reader, HeldSnapshot? before)
    {
        var kinds = WireForms.ReadCount(ref reader);
        var all = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>(kinds);
        for (var i = 0; i < kinds; i++)
        {
            var kind = ObjectForms.ReadKind(ref reader);
            var objects = new MeshObject[WireForms.ReadCount(ref reader)];
            for (var j = 0; j < objects.Length; j++)
            {
                objects[j] = ReadObject(kind, ref reader, before);
            }

            all[kind] = before is not null && before.Snapshot.Objects.GetValueOrDefault(kind) is { } held && held.SequenceEqual(objects, ReferenceEqualityComparer.Instance)
                ? held
                : objects;
        }

        return all;
    }

    private MeshObject ReadObject(ResourceKind kind, ref WireReader reader, HeldSnapshot? before)
    {
        var name = reader.ReadString();
        var uid = reader.ReadString();
        var version = reader.ReadString();
        var json = reader.ReadBytes();
        var item = before is not null && before._objects.TryGetValue((kind, name), out var held) && held.Uid == uid && held.Version == version && version.Length > 0
            ? held.Object
            : ObjectParser.Parse(kind, json.ToArray()).Object ?? throw new WireFormatException($"{kind} {name} cannot be read here: the replicas differ in version.");
        _objects[(kind, name)] = (uid, version, item);
        return item;
    }

    private Service[] ReadServices(ref WireReader reader, HeldSnapshot? before)
    {
        var services = new Service[WireForms.ReadCount(ref reader)];
        for (var i = 0; i < services.Length; i++)
        {
            var bytes = reader.ReadBytes();
            var hash = ContentHash.Of(bytes);
            services[i] = _services[hash] = before?._services.GetValueOrDefault(hash) ?? WireForms.ReadJson(bytes, ContractJson.Default.Service);
        }

        return services;
    }

    private IReadOnlyDictionary<ServiceKey, ServiceFacts> ReadFacts(ref WireReader reader, HeldSnapshot? before)
    {
        var count = WireForms.ReadCount(ref reader);
        var all = new Dictionary<ServiceKey, ServiceFacts>(count);
        var same = before is not null && before._facts.Count == count;
        for (var i = 0; i < count; i++)
        {
            var service = new ServiceKey(reader.ReadString(), reader.ReadString());
            var bytes = reader.ReadBytes();
            var hash = ContentHash.Of(bytes);
            if (before is not null && before._facts.TryGetValue(service, out var held) && held.Of == hash)
            {
                _facts[service] = held;
            }
            else
            {
                _facts[service] = (hash, WireForms.ReadJson(bytes, ContractJson.Default.ServiceFacts));
                same = false;
            }

            all[service] = _facts[service].Facts;
        }

        return same ? before!.Snapshot.Facts : all;
    }

    private static bool IsSame(NamespaceSnapshot left, NamespaceSnapshot right) =>
        ReferenceEquals(left.Labels, right.Labels)
        && ReferenceEquals(left.Annotations, right.Annotations)
        && ReferenceEquals(left.NetworkGateways, right.NetworkGateways)
        && ReferenceEquals(left.Services, right.Services)
        && ReferenceEquals(left.Facts, right.Facts)
        && left.Objects.Count == right.Objects.Count
        && left.Objects.All(pair => ReferenceEquals(pair.Value, right.Objects.GetValueOrDefault(pair.Key)));
}
