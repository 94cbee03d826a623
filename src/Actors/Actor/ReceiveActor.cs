namespace MeshActors.Actors.Actor;

/// <summary>
/// An actor that declares its handlers by message type in its constructor. The first that fits wins, in order of
/// declaration. While an asynchronous handler waits, no other message of this actor is handled.
/// </summary>
public abstract class ReceiveActor : ActorBase
{
    private MessageHandler[] _handlers = [];

    /// <inheritdoc/>
    protected sealed override bool Receive(object message) => new Behavior(_handlers).Handle(message);

    /// <summary>Handles messages of a type, where the predicate (if any) agrees.</summary>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Add(new ActionHandler<T>(handler, shouldHandle));

    /// <summary>Handles messages of a type where the predicate agrees.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of a type where the function says it did.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Add(new FuncHandler<T>(handler));

    /// <summary>Handles all messages that come this far.</summary>
    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>Handles messages of a type asynchronously.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Add(new AsyncHandler<T>(Cell, handler, shouldHandle));

    /// <summary>Handles messages of a type asynchronously where the predicate agrees.</summary>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    /// <summary>Handles asynchronously all messages that come this far.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    /// <summary>Replaces the behaviour at hand by the handlers that the action declares.</summary>
    protected void Become(Action configure) => Become(Configured(configure));

    /// <summary>Puts the handlers that the action declares above the behaviour at hand.</summary>
    protected void BecomeStacked(Action configure) => BecomeStacked(Configured(configure));

    /// <summary>Runs an asynchronous step of a synchronous handler; further messages wait until it is done.</summary>
    protected void RunTask(Func<Task> step) => Cell.RunTask(static s => s(), step);

    private void Add(MessageHandler handler)
    {
        // Grown by one: handlers are few, and an actor carries no spare room for as long as it lives.
        Array.Resize(ref _handlers, _handlers.Length + 1);
        _handlers[^1] = handler;
    }

    private Receive Configured(Action configure)
    {
        var own = _handlers;
        _handlers = [];
        try
        {
            configure();
            return new Behavior(_handlers).Handle;
        }
        finally
        {
            _handlers = own;
        }
    }

    private readonly struct Behavior(MessageHandler[] handlers)
    {
        public bool Handle(object message)
        {
            foreach (var handler in handlers)
            {
                if (handler.MayHandle(message) && handler.TryHandle(message))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
