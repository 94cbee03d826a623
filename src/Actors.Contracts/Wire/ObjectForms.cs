using Google.Protobuf;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Watched objects and their topics. An object's JSON is neither copied into a message nor out of it.</summary>
internal static class ObjectForms
{
    public static void Register(MessageRegistry registry)
    {
        registry.Register(
            "objects-topic/1",
            Proto.ObjectsTopic.Parser,
            static (ObjectsTopic topic) => new() { Cluster = topic.Cluster, Kind = ToProto(topic.Kind), Namespace = topic.Namespace },
            static topic => new(topic.Cluster, FromProto(topic.Kind), topic.Namespace));
        registry.Register(
            "namespaces-topic/1",
            Proto.NamespacesTopic.Parser,
            static (NamespacesTopic topic) => new() { Cluster = topic.Cluster, Kind = ToProto(topic.Kind) },
            static topic => new(topic.Cluster, FromProto(topic.Kind)));
        registry.Register(
            "namespaces/1",
            Proto.NamespacesState.Parser,
            static (NamespacesState state) => new() { Namespaces = { state.Namespaces } },
            static state => new([.. state.Namespaces]));
        registry.Register(
            "objects/1",
            Proto.ObjectsState.Parser,
            static (ObjectsState state) => new() { Objects = { state.Objects.Select(ToProto) } },
            static state => new([.. state.Objects.Select(FromProto)]));
        registry.Register(
            "object-change/1",
            Proto.ObjectChange.Parser,
            static (ObjectChange change) => new() { Name = change.Name, Object = change.Object is { } item ? ToProto(item) : null },
            static change => new(change.Name, change.Object is { } item ? FromProto(item) : null));
    }

    public static Proto.Kind ToProto(ResourceKind kind) => new() { Group = kind.Group, Kind_ = kind.Kind };

    /// <exception cref="WireFormatException">This build does not know the kind.</exception>
    public static ResourceKind FromProto(Proto.Kind? kind)
    {
        var named = Received.Required(kind, "A kind");
        return ResourceKinds.Find(named.Group, named.Kind_) ?? throw new WireFormatException($"There is no kind {named.Kind_} of \"{named.Group}\" here.");
    }

    public static Proto.WatchedObject ToProto(WatchedObject item) => new()
    {
        Kind = ToProto(item.Kind),
        Namespace = item.Namespace,
        Name = item.Name,
        Uid = item.Uid,
        ResourceVersion = item.ResourceVersion,
        Json = UnsafeByteOperations.UnsafeWrap(item.Json),
    };

    public static WatchedObject FromProto(Proto.WatchedObject item) =>
        new(FromProto(item.Kind), item.Namespace, item.Name, item.Uid, item.ResourceVersion, item.Json.Memory);
}
