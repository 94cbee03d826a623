namespace MeshActors.Actors.Actor;

/// <summary>One declared handler of a <see cref="ReceiveActor"/>.</summary>
internal abstract class MessageHandler(Type type)
{
    // What nothing derives from is told apart by a look at the message alone, before any handler is asked.
    private readonly Type? _exact = IsExact(type) ? type : null;

    public bool MayHandle(object message) => _exact is null || message.GetType() == _exact;

    public abstract bool TryHandle(object message);

    // Arrays and delegates are sealed, and convertible all the same; what is boxed of a nullable is of another type.
    private static bool IsExact(Type type) =>
        type is { IsSealed: true, IsArray: false } && !type.IsSubclassOf(typeof(Delegate)) && Nullable.GetUnderlyingType(type) is null;
}

internal sealed class ActionHandler<T>(Action<T> handler, Predicate<T>? shouldHandle) : MessageHandler(typeof(T))
{
    public override bool TryHandle(object message)
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
        {
            return false;
        }

        handler(typed);
        return true;
    }
}

internal sealed class FuncHandler<T>(Func<T, bool> handler) : MessageHandler(typeof(T))
{
    public override bool TryHandle(object message) => message is T typed && handler(typed);
}

internal sealed class AsyncHandler<T>(ActorCell cell, Func<T, Task> handler, Predicate<T>? shouldHandle) : MessageHandler(typeof(T))
{
    public override bool TryHandle(object message)
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
        {
            return false;
        }

        cell.RunTask(handler, typed);
        return true;
    }
}
