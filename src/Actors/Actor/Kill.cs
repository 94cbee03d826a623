namespace MeshActors.Actors.Actor;

/// <summary>Makes its receiver fail with <see cref="ActorKilledException"/>.</summary>
public sealed record Kill : IAutoReceivedMessage, IPossiblyHarmful
{
    private Kill()
    {
    }

    /// <summary>The one there is.</summary>
    public static Kill Instance { get; } = new();
}
