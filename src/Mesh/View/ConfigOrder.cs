using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>
/// Istio's order of precedence: the older object first, then by name, then by namespace. Objects without a creation time
/// are older than all others.
/// </summary>
public sealed class ConfigOrder : IComparer<MeshObject>
{
    public static readonly ConfigOrder Instance = new();

    private ConfigOrder()
    {
    }

    public int Compare(MeshObject? x, MeshObject? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byTime = Nullable.Compare(x.Meta.CreationTimestamp, y.Meta.CreationTimestamp);
        if (byTime != 0)
        {
            return byTime;
        }

        var byName = string.CompareOrdinal(x.Meta.Name, y.Meta.Name);
        return byName != 0 ? byName : string.CompareOrdinal(x.Meta.Namespace, y.Meta.Namespace);
    }
}
