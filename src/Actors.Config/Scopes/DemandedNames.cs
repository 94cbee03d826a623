using MeshActors.Actors.Contracts.Sharing;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>
/// Which names the subscribers of a scope ask for. Subscribers are replicas, so there are few. Scopes that are asked for the same
/// thousand names share the set.
/// </summary>
/// <param name="pool">What they share it by. Values mean nothing.</param>
internal sealed class DemandedNames(SharedMapPool<string> pool)
{
    private readonly Dictionary<IActorRef, SharedMap<string>> _bySubscriber = [];

    public bool IsEmpty => _bySubscriber.Values.All(names => names.Count == 0);

    public IEnumerable<IActorRef> Subscribers => _bySubscriber.Keys;

    /// <summary>Every name once.</summary>
    public IReadOnlyList<string> All()
    {
        var all = new List<string>();
        foreach (var (subscriber, names) in _bySubscriber)
        {
            foreach (var (name, _) in names)
            {
                if (_bySubscriber.Count == 1 || !IsHeldBefore(subscriber, name))
                {
                    all.Add(name);
                }
            }
        }

        return all;
    }

    /// <returns>the names that nobody had asked for</returns>
    public IReadOnlyList<string> Add(IActorRef subscriber, IReadOnlyList<string> names)
    {
        var held = _bySubscriber.GetValueOrDefault(subscriber) ?? pool.Empty;
        _bySubscriber[subscriber] = held.With([.. names.Select(name => new KeyValuePair<string, string?>(name, null))], []);
        return [.. names.Where(name => !held.Contains(name) && !IsHeldByAnother(subscriber, name)).Distinct(StringComparer.Ordinal)];
    }

    /// <returns>the names that nobody asks for any more</returns>
    public IReadOnlyList<string> Remove(IActorRef subscriber, IReadOnlyCollection<string> names)
    {
        if (!_bySubscriber.TryGetValue(subscriber, out var held))
        {
            return [];
        }

        _bySubscriber[subscriber] = held.With([], names);
        return [.. names.Where(name => held.Contains(name) && !IsHeldByAnother(subscriber, name)).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc cref="Remove"/>
    public IReadOnlyList<string> RemoveAll(IActorRef subscriber)
    {
        if (!_bySubscriber.Remove(subscriber, out var held))
        {
            return [];
        }

        var dropped = new List<string>();
        foreach (var (name, _) in held)
        {
            if (!IsHeldByAnother(subscriber, name))
            {
                dropped.Add(name);
            }
        }

        return dropped;
    }

    private bool IsHeldByAnother(IActorRef subscriber, string name)
    {
        foreach (var (other, names) in _bySubscriber)
        {
            if (!other.Equals(subscriber) && names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHeldBefore(IActorRef subscriber, string name)
    {
        foreach (var (other, names) in _bySubscriber)
        {
            if (other.Equals(subscriber))
            {
                return false;
            }

            if (names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
