namespace MeshActors.Actors.Dispatch;

/// <summary>
/// An unbounded queue for many producers and one consumer. Producers push on a stack with one compare-and-swap; the
/// consumer takes the whole stack with one exchange and reverses it. Order a producer is kept. A recycled node cannot
/// harm the swap, for a push needs only that the head is the head, whatever node that is. An empty queue costs two fields.
/// </summary>
internal struct MessageQueue
{
    private Envelope? _pushed;
    private Envelope? _taken;

    public readonly bool IsEmpty => _taken is null && Volatile.Read(in _pushed) is null;

    public void Push(Envelope envelope)
    {
        var head = Volatile.Read(ref _pushed);
        while (true)
        {
            envelope.Next = head;
            var seen = Interlocked.CompareExchange(ref _pushed, envelope, head);
            if (ReferenceEquals(seen, head))
            {
                return;
            }

            head = seen;
        }
    }

    /// <summary>Takes the oldest envelope, or null. Only the consumer may call this.</summary>
    public Envelope? Pop()
    {
        var envelope = _taken ?? TakePushed();
        if (envelope is not null)
        {
            _taken = envelope.Next;
        }

        return envelope;
    }

    /// <summary>Puts an envelope before all others. Only the consumer may call this.</summary>
    public void Prepend(Envelope envelope)
    {
        // What was pushed but not yet taken is younger than what was taken, so it may stay where it is.
        envelope.Next = _taken ?? TakePushed();
        _taken = envelope;
    }

    private Envelope? TakePushed()
    {
        if (Volatile.Read(ref _pushed) is null)
        {
            return null;
        }

        var newestFirst = Interlocked.Exchange(ref _pushed, null);
        Envelope? oldestFirst = null;
        while (newestFirst is not null)
        {
            var next = newestFirst.Next;
            newestFirst.Next = oldestFirst;
            oldestFirst = newestFirst;
            newestFirst = next;
        }

        return oldestFirst;
    }
}
