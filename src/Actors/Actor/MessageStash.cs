namespace MeshActors.Actors.Actor;

/// <inheritdoc cref="IStash"/>
internal sealed class MessageStash(ActorCell cell) : IStash
{
    private readonly LinkedList<(object Message, IActorRef? Sender)> _stashed = [];

    public void Stash()
    {
        var message = cell.CurrentMessage ?? throw new InvalidOperationException($"{cell.Self.Path} has no message at hand to stash.");
        if (_stashed.Last is { } last && ReferenceEquals(last.Value.Message, message) && ReferenceEquals(last.Value.Sender, cell.SenderOrNull))
        {
            throw new InvalidOperationException($"{cell.Self.Path} stashed the same message twice: {message}");
        }

        _stashed.AddLast((message, cell.SenderOrNull));
    }

    public void Unstash()
    {
        if (_stashed.First is { } oldest)
        {
            _stashed.RemoveFirst();
            cell.Prepend(oldest.Value.Message, oldest.Value.Sender);
        }
    }

    public void UnstashAll()
    {
        for (var node = _stashed.Last; node is not null; node = node.Previous)
        {
            cell.Prepend(node.Value.Message, node.Value.Sender);
        }

        _stashed.Clear();
    }

    public void ToDeadLetters()
    {
        foreach (var (message, sender) in _stashed)
        {
            cell.ToDeadLetters(message, sender);
        }

        _stashed.Clear();
    }
}
