using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>What an index of services differs in from an earlier one.</summary>
/// <param name="Since">The stamp of the earlier one.</param>
/// <param name="Gone">Services that it had and the later one has not.</param>
/// <param name="Come">The other way round.</param>
internal sealed record ServiceChange(object Since, IReadOnlyList<Service> Gone, IReadOnlyList<Service> Come)
{
    /// <summary>This change and one that followed it.</summary>
    public ServiceChange Then(ServiceChange next)
    {
        var cancelled = Come.Intersect(next.Gone).ToHashSet();
        return cancelled.Count == 0
            ? new(Since, [.. Gone, .. next.Gone], [.. Come, .. next.Come])
            : new(Since, [.. Gone, .. next.Gone.Where(service => !cancelled.Contains(service))], [.. Come.Where(service => !cancelled.Contains(service)), .. next.Come]);
    }
}
