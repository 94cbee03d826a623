namespace MeshActors.Actors.Actor;

/// <summary>The null object among references.</summary>
internal sealed class Nobody : IActorRef
{
    public ActorPath Path { get; } = new RootActorPath("nobody", address: null).Child("nobody", 0);

    public void Tell(object message, IActorRef? sender)
    {
    }

    public bool Equals(IActorRef? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => 0;

    public int CompareTo(IActorRef? other) => ReferenceEquals(this, other) ? 0 : -1;

    public override string ToString() => "[nobody]";
}
