namespace MeshActors.Actors.Actor;

/// <summary>Stops its receiver after the messages that came before.</summary>
public sealed record PoisonPill : IAutoReceivedMessage, IPossiblyHarmful
{
    private PoisonPill()
    {
    }

    /// <summary>The one there is.</summary>
    public static PoisonPill Instance { get; } = new();
}
