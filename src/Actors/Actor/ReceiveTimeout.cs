namespace MeshActors.Actors.Actor;

/// <summary>No message came for as long as <see cref="IActorContext.SetReceiveTimeout"/> says.</summary>
public sealed record ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout()
    {
    }

    /// <summary>The one there is.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}
