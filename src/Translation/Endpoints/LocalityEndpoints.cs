using System.Runtime.InteropServices;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Endpoints;

/// <summary>The endpoints at one place, on the way to one <c>LocalityLbEndpoints</c>.</summary>
internal sealed record LocalityEndpoints(ProxyLocality Locality, List<WeightedEndpoint> Endpoints)
{
    /// <summary>The weight of the place: the sum of its endpoints' unless a rule sets another; null where none is left.</summary>
    public uint? Weight { get; init; } = Endpoints.Count == 0 ? null : SumOf(Endpoints);

    public uint Priority { get; init; }

    public LocalityEndpoints Where(Func<WeightedEndpoint, bool> condition) =>
        new(Locality, [.. Endpoints.Where(condition)]) { Priority = Priority };

    private static uint SumOf(List<WeightedEndpoint> endpoints)
    {
        ulong sum = 0;
        foreach (ref readonly var endpoint in CollectionsMarshal.AsSpan(endpoints))
        {
            sum += endpoint.Weight;
        }

        return (uint)Math.Min(sum, uint.MaxValue);
    }
}
