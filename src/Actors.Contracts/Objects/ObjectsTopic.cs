using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Contracts.Objects;

/// <summary>The objects of one kind in one namespace of one cluster; an empty namespace means those that have none.</summary>
public sealed record ObjectsTopic(string Cluster, ResourceKind Kind, string Namespace) : IFeedTopic
{
    public string EntityId => WatchId.Of(Cluster, Kind);
}

/// <summary>Which namespaces hold objects of one kind in one cluster.</summary>
public sealed record NamespacesTopic(string Cluster, ResourceKind Kind) : IFeedTopic
{
    public string EntityId => WatchId.Of(Cluster, Kind);
}

/// <summary>Entity ids of watchers: <c>CLUSTER|GROUP/KIND</c>.</summary>
public static class WatchId
{
    public static string Of(string cluster, ResourceKind kind) => $"{cluster}|{kind.Group}/{kind.Kind}";

    public static (string Cluster, ResourceKind? Kind) Parse(string id)
    {
        var bar = id.IndexOf('|');
        var slash = id.IndexOf('/', bar + 1);
        return bar < 0 || slash < 0
            ? (id, null)
            : (id[..bar], ResourceKinds.Find(id[(bar + 1)..slash], id[(slash + 1)..]));
    }
}

/// <summary>State of an <see cref="ObjectsTopic"/>: everything there is.</summary>
public sealed record ObjectsState(IReadOnlyList<WatchedObject> Objects);

/// <summary>Change of an <see cref="ObjectsTopic"/>: one object came or changed (<paramref name="Object"/>), or went (null).</summary>
public sealed record ObjectChange(string Name, WatchedObject? Object);

/// <summary>State and change of a <see cref="NamespacesTopic"/>: the names now.</summary>
public sealed record NamespacesState(IReadOnlyList<string> Namespaces);
