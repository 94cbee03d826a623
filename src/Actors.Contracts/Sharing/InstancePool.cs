using System.Collections.Concurrent;

namespace MeshActors.Actors.Contracts.Sharing;

/// <summary>
/// Makes equal immutable objects one instance, so that a thousand holders of the same hold it once and compare by reference.
/// Holds nothing alive itself. Safe for several threads.
/// </summary>
/// <remarks>
/// Sharing is a saving, never a promise: two threads may each keep an instance of their own, and of two objects with one hash only one is
/// shared. Nobody may conclude from two instances that they differ.
/// </remarks>
/// <param name="comparer">What counts as equal.</param>
public sealed class InstancePool<T>(IEqualityComparer<T> comparer)
    where T : class
{
    // Below this there is nothing to gain.
    private const int SweptAtLeast = 1024;

    private readonly ConcurrentDictionary<int, WeakReference<T>> _instances = new();
    private int _addedSince;
    private int _sweptAt = SweptAtLeast;

    /// <summary>How many instances are known; some of them may be gone until the next <see cref="Sweep"/>.</summary>
    public int Count => _instances.Count;

    /// <summary>The instance that stands for all that equal this one.</summary>
    public T Intern(T made)
    {
        var hash = comparer.GetHashCode(made);
        if (!_instances.TryGetValue(hash, out var held))
        {
            if (!_instances.TryAdd(hash, new(made)))
            {
                return Intern(made);
            }

            if (Interlocked.Increment(ref _addedSince) == Volatile.Read(ref _sweptAt))
            {
                Sweep();
            }

            return made;
        }

        if (!held.TryGetTarget(out var known))
        {
            held.SetTarget(made);
            return made;
        }

        return ReferenceEquals(known, made) || comparer.Equals(known, made) ? known : made;
    }

    /// <summary>
    /// Forgets instances that nobody holds any more. Happens by itself whenever as many have come as were left the last time.
    /// </summary>
    public void Sweep()
    {
        var left = 0;
        foreach (var entry in _instances)
        {
            if (entry.Value.TryGetTarget(out _))
            {
                left++;
            }
            else
            {
                _instances.TryRemove(entry);
            }
        }

        Volatile.Write(ref _sweptAt, Math.Max(SweptAtLeast, left));
        Volatile.Write(ref _addedSince, 0);
    }
}
