namespace MeshActors.Actors.Actor;

/// <summary>Something that can be called off.</summary>
public interface ICancelable
{
    /// <summary>Whether it was.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>Calls it off. What was sent already stays sent.</summary>
    void Cancel();
}
