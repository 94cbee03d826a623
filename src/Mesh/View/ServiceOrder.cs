using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The older service first, then by name, then by namespace.</summary>
internal sealed class ServiceOrder : IComparer<Service>
{
    public static readonly ServiceOrder Instance = new();

    private ServiceOrder()
    {
    }

    public int Compare(Service? x, Service? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byTime = Nullable.Compare(x.CreationTime, y.CreationTime);
        if (byTime != 0)
        {
            return byTime;
        }

        var byName = string.CompareOrdinal(x.Name, y.Name);
        return byName != 0 ? byName : string.CompareOrdinal(x.Namespace, y.Namespace);
    }
}
