namespace MeshActors.Actors.Actor;

/// <summary>Says that something was completed, where there is nothing else to say.</summary>
public sealed record Done
{
    private Done()
    {
    }

    /// <summary>The one there is.</summary>
    public static Done Instance { get; } = new();
}
