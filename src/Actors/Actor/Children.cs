namespace MeshActors.Actors.Actor;

/// <summary>
/// The children of an actor by name. Guarded by its own lock, for the guardians' children are made from any thread.
/// </summary>
internal sealed class Children
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChildRestartStats?> _byName = new(1);
    private readonly HashSet<IActorRef> _stopping = new(0);
    private long _lastGenerated;
    private bool _closed;

    /// <summary>Whether a child was told to stop and is not gone yet.</summary>
    public bool HasStopping
    {
        get
        {
            lock (_gate)
            {
                return _stopping.Count > 0;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _byName.Count == 0;
            }
        }
    }

    public string Reserve(string? name, ActorPath parent)
    {
        if (name is not null && !ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException($"\"{name}\" cannot name a child of {parent}: it is empty, begins with $, or contains a slash, # or line end.");
        }

        lock (_gate)
        {
            if (_closed)
            {
                throw new InvalidOperationException($"{parent} is stopping and can have no new child.");
            }

            var chosen = name ?? $"${_lastGenerated++:x}";
            return _byName.TryAdd(chosen, null)
                ? chosen
                : throw new InvalidActorNameException($"{parent} has a child \"{chosen}\" already.");
        }
    }

    public void Add(ChildRestartStats stats)
    {
        bool closed;
        lock (_gate)
        {
            _byName[stats.Child.Path.Name] = stats;
            closed = _closed;
        }

        // Closed between reservation and now: the stop went out without this child.
        if (closed)
        {
            ((IInternalActorRef)stats.Child).Stop();
        }
    }

    public IActorRef? Find(string name)
    {
        lock (_gate)
        {
            return _byName.GetValueOrDefault(name)?.Child;
        }
    }

    public ChildRestartStats? Stats(IActorRef child)
    {
        lock (_gate)
        {
            return _byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child) ? stats : null;
        }
    }

    public IReadOnlyList<ChildRestartStats> AllStats()
    {
        lock (_gate)
        {
            return [.. _byName.Values.OfType<ChildRestartStats>()];
        }
    }

    public IReadOnlyList<IActorRef> Snapshot()
    {
        lock (_gate)
        {
            return [.. _byName.Values.OfType<ChildRestartStats>().Select(s => s.Child)];
        }
    }

    public void MarkStopping(IActorRef child)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child))
            {
                _stopping.Add(child);
            }
        }
    }

    /// <summary>Takes no more children; returns those there are.</summary>
    public IReadOnlyList<IActorRef> Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        return Snapshot();
    }

    public bool Remove(IActorRef child)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(child.Path.Name) is not { } stats || !stats.Child.Equals(child))
            {
                return false;
            }

            _stopping.Remove(child);
            return _byName.Remove(child.Path.Name);
        }
    }
}
