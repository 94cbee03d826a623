using System.Collections.Frozen;
using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.View;

/// <summary>The indices of every kind of configuration that a view holds.</summary>
internal sealed class ConfigTables
{
    public static readonly ConfigTables Empty = new(new ConfigIndex[]
    {
        ConfigIndex<VirtualService>.Empty,
        ConfigIndex<DestinationRule>.Empty,
        ConfigIndex<Gateway>.Empty,
        ConfigIndex<ServiceEntry>.Empty,
        ConfigIndex<WorkloadEntry>.Empty,
        ConfigIndex<WorkloadGroup>.Empty,
        ConfigIndex<Sidecar>.Empty,
        ConfigIndex<EnvoyFilter>.Empty,
        ConfigIndex<ProxyConfig>.Empty,
        ConfigIndex<PeerAuthentication>.Empty,
        ConfigIndex<RequestAuthentication>.Empty,
        ConfigIndex<AuthorizationPolicy>.Empty,
        ConfigIndex<Telemetry.Telemetry>.Empty,
        ConfigIndex<WasmPlugin>.Empty,
        ConfigIndex<TrafficExtension>.Empty,
    }.ToFrozenDictionary(index => index.Kind));

    private readonly FrozenDictionary<ResourceKind, ConfigIndex> _indices;

    private ConfigTables(FrozenDictionary<ResourceKind, ConfigIndex> indices) => _indices = indices;

    public ConfigIndex<TSpec> Of<TSpec>()
        where TSpec : class, IResourceSpec =>
        _indices.TryGetValue(TSpec.Kind, out var index)
            ? (ConfigIndex<TSpec>)index
            : throw new ArgumentException($"a mesh view holds no objects of kind {TSpec.Kind}");

    public ConfigTables Update(IReadOnlyList<SnapshotChange> changes)
    {
        var updated = _indices.Values.Select(index => index.Update(changes)).ToList();
        return updated.All(index => ReferenceEquals(index, _indices[index.Kind]))
            ? this
            : new(updated.ToFrozenDictionary(index => index.Kind));
    }
}
