using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Dispatch;

/// <summary>What actors of one system tell each other about their lives. Handled before any user message.</summary>
internal abstract record SystemMessage;

internal sealed record Create : SystemMessage
{
    public static Create Instance { get; } = new();
}

internal sealed record Recreate(Exception Cause) : SystemMessage;

internal sealed record Suspend : SystemMessage
{
    public static Suspend Instance { get; } = new();
}

internal sealed record Resume : SystemMessage
{
    public static Resume Instance { get; } = new();
}

internal sealed record Terminate : SystemMessage
{
    public static Terminate Instance { get; } = new();
}

internal sealed record Failed(IActorRef Child, Exception Cause) : SystemMessage;

internal sealed record Watch(IInternalActorRef Watchee, IInternalActorRef Watcher) : SystemMessage;

internal sealed record Unwatch(IInternalActorRef Watchee, IInternalActorRef Watcher) : SystemMessage;

/// <param name="Actor">The one that is gone.</param>
/// <param name="ExistenceConfirmed">False where it never was, as far as is known.</param>
/// <param name="AddressTerminated">True where only the link to its system was lost.</param>
internal sealed record DeathWatchNotification(IActorRef Actor, bool ExistenceConfirmed, bool AddressTerminated) : SystemMessage;

internal sealed record RunContinuation(SendOrPostCallback Callback, object? State) : SystemMessage;

/// <summary>The task that an asynchronous handler returned has ended.</summary>
internal sealed record HandlerCompleted : SystemMessage
{
    public static HandlerCompleted Instance { get; } = new();
}
