using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.View;

/// <summary>The indices of every kind of configuration that a view holds.</summary>
internal sealed class ConfigTables
{
    public static readonly ConfigTables Empty = new(
    [
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
    ]);

    private readonly ConfigIndex[] _indices;

    private ConfigTables(ConfigIndex[] indices) => _indices = indices;

    public ConfigIndex<TSpec> Of<TSpec>()
        where TSpec : class, IResourceSpec =>
        Place<TSpec>.Index is >= 0 and var index
            ? (ConfigIndex<TSpec>)_indices[index]
            : throw new ArgumentException($"a mesh view holds no objects of kind {TSpec.Kind}");

    public ConfigTables Update(IReadOnlyList<SnapshotChange> changes)
    {
        var updated = Array.ConvertAll(_indices, index => index.Update(changes));
        return updated.AsSpan().SequenceEqual(_indices) ? this : new(updated);
    }

    // Every translation asks for objects of several kinds: to find a kind must cost nothing.
    private static class Place<TSpec>
        where TSpec : class, IResourceSpec
    {
        public static readonly int Index = Array.FindIndex(Empty._indices, index => index.Kind == TSpec.Kind);
    }
}
