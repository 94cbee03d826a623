using System.Collections.Concurrent;
using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Dispatch;

/// <summary>
/// Recycles envelopes so that a tell allocates nothing beyond its message. Each thread keeps a short list; a thread
/// that only receives hands full batches to those that only send. What exceeds the caps is left to the collector.
/// </summary>
internal static class EnvelopePool
{
    private const int BatchSize = 64;
    private const int MaxSharedBatches = 256;

    private static readonly ConcurrentQueue<Envelope> Batches = new();
    private static int _sharedBatches;

    [ThreadStatic]
    private static Envelope? _free;

    [ThreadStatic]
    private static int _freeCount;

    public static Envelope Rent(object message, IActorRef? sender)
    {
        var envelope = _free;
        if (envelope is null)
        {
            envelope = Refill();
        }
        else
        {
            _free = envelope.Next;
            _freeCount--;
        }

        envelope.Message = message;
        envelope.Sender = sender;
        return envelope;
    }

    public static void Return(Envelope envelope)
    {
        envelope.Message = null;
        envelope.Sender = null;
        if (_freeCount == BatchSize)
        {
            ShareOrDrop();
        }

        envelope.Next = _free;
        _free = envelope;
        _freeCount++;
    }

    private static Envelope Refill()
    {
        if (!Batches.TryDequeue(out var batch))
        {
            return new Envelope();
        }

        Interlocked.Decrement(ref _sharedBatches);
        _free = batch.Next;
        _freeCount = BatchSize - 1;
        return batch;
    }

    private static void ShareOrDrop()
    {
        // The cap is approximate under contention: it bounds memory, and nothing depends on its exact value.
        if (Volatile.Read(ref _sharedBatches) < MaxSharedBatches)
        {
            Interlocked.Increment(ref _sharedBatches);
            Batches.Enqueue(_free!);
        }

        _free = null;
        _freeCount = 0;
    }
}
