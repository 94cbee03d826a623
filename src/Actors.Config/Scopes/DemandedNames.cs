namespace MeshActors.Actors.Config.Scopes;

/// <summary>Which names the subscribers of a scope ask for. Subscribers are replicas, so there are few.</summary>
internal sealed class DemandedNames
{
    private readonly Dictionary<IActorRef, HashSet<string>> _bySubscriber = [];

    public int Count => _bySubscriber.Count == 0 ? 0 : All.Count;

    public IReadOnlyCollection<string> All => _bySubscriber.Count == 1
        ? _bySubscriber.Values.First()
        : _bySubscriber.Values.SelectMany(names => names).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<IActorRef> Subscribers => _bySubscriber.Keys;

    /// <returns>the names that nobody had asked for</returns>
    public IReadOnlyList<string> Add(IActorRef subscriber, IReadOnlyList<string> names)
    {
        if (!_bySubscriber.TryGetValue(subscriber, out var held))
        {
            _bySubscriber[subscriber] = held = new(names.Count, StringComparer.Ordinal);
        }

        return [.. names.Where(name => held.Add(name) && !IsHeldByAnother(subscriber, name))];
    }

    /// <returns>the names that nobody asks for any more</returns>
    public IReadOnlyList<string> Remove(IActorRef subscriber, IEnumerable<string> names) =>
        _bySubscriber.TryGetValue(subscriber, out var held)
            ? [.. names.Where(name => held.Remove(name) && !IsHeldByAnother(subscriber, name))]
            : [];

    /// <inheritdoc cref="Remove"/>
    public IReadOnlyList<string> RemoveAll(IActorRef subscriber) =>
        _bySubscriber.Remove(subscriber, out var held) ? [.. held.Where(name => !IsHeldByAnother(subscriber, name))] : [];

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
}
