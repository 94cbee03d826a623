namespace MeshActors.Actors.Actor;

/// <summary>The answer of an operation that can fail.</summary>
public abstract record Status
{
    private Status()
    {
    }

    /// <summary>It worked; with what came of it, if anything.</summary>
    public sealed record Success(object? Status) : Status;

    /// <summary>It did not.</summary>
    public sealed record Failure(Exception Cause, object? State = null) : Status;
}
