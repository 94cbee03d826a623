using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Contracts.Objects;

/// <summary>An object as an API server sent it. Its JSON is kept: it is what travels between replicas.</summary>
public sealed record WatchedObject(
    ResourceKind Kind, string Namespace, string Name, string Uid, string ResourceVersion, ReadOnlyMemory<byte> Json)
{
    public ObjectKey Key => new(Kind, Namespace, Name);
}

/// <summary>Names one object of one cluster.</summary>
public readonly record struct ObjectKey(ResourceKind Kind, string Namespace, string Name);
