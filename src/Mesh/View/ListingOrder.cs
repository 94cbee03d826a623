using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The order of the services that a listener imports.</summary>
/// <param name="services">All services.</param>
/// <param name="byAge">
/// Whether age alone counts, as for imports by exact names; else what is exported to a namespace by name goes before what is public.
/// </param>
internal sealed class ListingOrder(ServiceIndex services, bool byAge) : IComparer<Service>
{
    public int Compare(Service? x, Service? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byVisibility = byAge ? 0 : services.IsPublic(x).CompareTo(services.IsPublic(y));
        return byVisibility != 0 ? byVisibility : ServiceOrder.Instance.Compare(x, y);
    }
}
