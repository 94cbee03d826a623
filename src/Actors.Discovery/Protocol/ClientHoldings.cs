using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Protocol;

/// <summary>
/// What a client holds of one type, as far as the server knows, and what it is still owed. The whole is a reference to the set
/// it was last brought up to; exceptions to it are few and short-lived.
/// </summary>
public sealed class ClientHoldings
{
    private static readonly ContentHash Nothing = new(0);

    private ResourceSet? _base;
    private HashSet<string>? _owed;
    private Dictionary<string, ContentHash>? _claims;
    private Dictionary<string, SharedResource>? _lingering;
    private bool _touched;

    /// <summary>Whether a removal waits until nothing refers to the resource any more.</summary>
    public bool HasLingering => _lingering is not null;

    /// <summary>Resources that the client holds, but that are gone.</summary>
    public IReadOnlyCollection<SharedResource> Lingering => _lingering is null ? [] : _lingering.Values;

    /// <summary>Whether the client has been told everything of the set, but for removals that wait.</summary>
    public bool IsCurrent(ResourceSet current) => !_touched && ReferenceEquals(_base, current);

    /// <summary>
    /// The client asks for a name: it is answered, whatever it was sent before. An xDS client may have dropped the resource in
    /// between ("Unsubscribing from resources"), and a delta server must answer a name that is subscribed again.
    /// </summary>
    public void Owe(string name)
    {
        _claims?.Remove(name);
        _lingering?.Remove(name);
        (_owed ??= new(StringComparer.Ordinal)).Add(name);
        _touched = true;
    }

    /// <summary>
    /// The client says which version it holds, from an earlier stream (<c>initial_resource_versions</c>): it is sent the resource
    /// only where it differs.
    /// </summary>
    public void Claim(string name, ContentHash version)
    {
        (_claims ??= new(StringComparer.Ordinal))[name] = version;
        _touched = true;
    }

    /// <summary>Whether the client says that it holds the name, and has not been told otherwise yet.</summary>
    public bool Claims(string name) => _claims?.ContainsKey(name) == true;

    /// <summary>Nothing that was sent counts any more; what the client claims does.</summary>
    public void Forget()
    {
        _base = null;
        _touched = true;
    }

    /// <summary>The client asks for the name no more.</summary>
    public void Drop(string name)
    {
        _owed?.Remove(name);
        _claims?.Remove(name);
        _lingering?.Remove(name);
    }

    /// <summary>Nothing is known of what the client holds: as on a new stream.</summary>
    public void Reset()
    {
        (_base, _owed, _claims, _lingering) = (null, null, null, null);
        _touched = true;
    }

    /// <summary>Adds to a push what the client lacks, and takes it as told.</summary>
    /// <param name="current">What there is.</param>
    /// <param name="only">The names that the client asks for; null for all there are.</param>
    /// <param name="removes">Whether the client may be told now what is gone. If not, that waits.</param>
    /// <param name="push">What to add to.</param>
    public void Collect(ResourceSet current, NameSet? only, bool removes, Push push)
    {
        if (IsCurrent(current) && !(removes && _lingering is not null))
        {
            return;
        }

        var before = _base;
        _base = current;
        _touched = false;
        if (before is null)
        {
            AddAll(current, only, push);
        }
        else if (!ReferenceEquals(before, current))
        {
            AddChanges(before, current, only, push);
        }

        AddOwed(current, push);
        AddClaimed(current, removes, push);
        if (removes)
        {
            AddLingering(current, push);
        }
    }

    private bool IsException(string name) => _owed?.Contains(name) == true || _claims?.ContainsKey(name) == true;

    private void AddAll(ResourceSet current, NameSet? only, Push push)
    {
        // Whoever asks by name is owed every name, or claims to hold it.
        if (only is not null)
        {
            return;
        }

        foreach (var (name, resource) in current)
        {
            if (resource is not null && !IsException(name))
            {
                push.Resources.Add(resource);
            }
        }
    }

    private void AddChanges(ResourceSet before, ResourceSet current, NameSet? only, Push push)
    {
        foreach (var name in current.ChangesSince(before))
        {
            if (only is null || only.Contains(name))
            {
                Compare(name, before, current, push);
            }
        }
    }

    private void Compare(string name, ResourceSet before, ResourceSet current, Push push)
    {
        if (IsException(name))
        {
            return;
        }

        var held = before.Find(name);
        if (!current.Knows(name))
        {
            // Another owner, or another scope, that has not answered yet: the client keeps what it has.
            if (before.Knows(name))
            {
                (_claims ??= new(StringComparer.Ordinal))[name] = held?.ContentVersion ?? Nothing;
            }

            return;
        }

        if (current.Find(name) is { } resource)
        {
            _lingering?.Remove(name);
            if (held?.ContentVersion != resource.ContentVersion)
            {
                push.Resources.Add(resource);
            }
        }
        else if (held is not null)
        {
            (_lingering ??= new(StringComparer.Ordinal))[name] = held;
        }
    }

    private void AddOwed(ResourceSet current, Push push)
    {
        if (_owed is null)
        {
            return;
        }

        foreach (var name in _owed)
        {
            if (!current.Knows(name))
            {
                continue;
            }

            _owed.Remove(name);
            push.Answers = true;
            if (current.Find(name) is { } resource)
            {
                push.Resources.Add(resource);
            }
            else
            {
                push.Removed.Add(name);
            }
        }

        if (_owed.Count == 0)
        {
            _owed = null;
        }
    }

    private void AddClaimed(ResourceSet current, bool removes, Push push)
    {
        if (_claims is null)
        {
            return;
        }

        foreach (var (name, held) in _claims)
        {
            if (!current.Knows(name))
            {
                continue;
            }

            if (current.Find(name) is { } resource)
            {
                if (resource.ContentVersion != held)
                {
                    push.Resources.Add(resource);
                }
            }
            else if (held != Nothing)
            {
                if (!removes)
                {
                    _touched = true;
                    continue;
                }

                push.Removed.Add(name);
            }

            _claims.Remove(name);
        }

        if (_claims.Count == 0)
        {
            _claims = null;
        }
    }

    private void AddLingering(ResourceSet current, Push push)
    {
        if (_lingering is null)
        {
            return;
        }

        foreach (var (name, _) in _lingering)
        {
            if (current.Find(name) is null)
            {
                push.Removed.Add(name);
            }
        }

        _lingering = null;
    }
}
