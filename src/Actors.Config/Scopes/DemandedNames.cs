namespace MeshActors.Actors.Config.Scopes;

/// <summary>Which names the subscribers of a scope ask for.</summary>
internal sealed class DemandedNames
{
    private readonly Dictionary<IActorRef, HashSet<string>> _bySubscriber = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Count => _counts.Count;

    public IReadOnlyCollection<string> All => _counts.Keys;

    public IEnumerable<IActorRef> Subscribers => _bySubscriber.Keys;

    /// <returns>the names that nobody had asked for</returns>
    public IReadOnlyList<string> Add(IActorRef subscriber, IReadOnlyList<string> names)
    {
        if (!_bySubscriber.TryGetValue(subscriber, out var held))
        {
            _bySubscriber[subscriber] = held = new(StringComparer.Ordinal);
        }

        var fresh = new List<string>();
        foreach (var name in names)
        {
            if (held.Add(name))
            {
                var count = _counts.GetValueOrDefault(name);
                _counts[name] = count + 1;
                if (count == 0)
                {
                    fresh.Add(name);
                }
            }
        }

        return fresh;
    }

    /// <returns>the names that nobody asks for any more</returns>
    public IReadOnlyList<string> Remove(IActorRef subscriber, IEnumerable<string> names)
    {
        if (!_bySubscriber.TryGetValue(subscriber, out var held))
        {
            return [];
        }

        var gone = new List<string>();
        foreach (var name in names)
        {
            if (held.Remove(name) && --_counts[name] == 0)
            {
                _counts.Remove(name);
                gone.Add(name);
            }
        }

        return gone;
    }

    public IReadOnlyList<string> RemoveAll(IActorRef subscriber)
    {
        if (!_bySubscriber.TryGetValue(subscriber, out var held))
        {
            return [];
        }

        var gone = Remove(subscriber, held.ToArray());
        _bySubscriber.Remove(subscriber);
        return gone;
    }
}
