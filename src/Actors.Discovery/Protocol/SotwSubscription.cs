using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Protocol;

/// <summary>
/// A type on a state-of-the-world stream. Clusters, listeners and name tables are always sent whole, as what is missing from them
/// counts as deleted; of the other types only what changed, since those resources live as long as something refers to them.
/// </summary>
public sealed class SotwSubscription(XdsType type, bool mayBeWildcard, NamePool names) : Subscription(type, mayBeWildcard)
{
    private bool _hasNamed;

    private bool IsSentWhole => Type is XdsType.Cluster or XdsType.Listener or XdsType.NameTable;

    /// <summary>Takes a request: it always tells all names that the client wants.</summary>
    public Acknowledgement OnRequest(IReadOnlyCollection<string> requested, string nonce, string? error)
    {
        var acknowledgement = Ledger.Take(nonce, error);
        switch (acknowledgement)
        {
            case Acknowledgement.Stale:
                // The client will answer the newer response too, with the names that it wants then.
                return acknowledgement;
            case Acknowledgement.None:
                // The first request of the stream. The client may hold anything, so everything is answered.
                Ledger.Forget();
                Holdings.Reset();
                Names = NameSet.Empty;
                MustRespond = IsSentWhole;
                break;
        }

        Want(requested);
        return acknowledgement;
    }

    /// <inheritdoc/>
    public override bool TryNext(ResourceSet set, bool removes, Push push)
    {
        if (IsSentWhole)
        {
            return TryNextWhole(set, removes, push);
        }

        Holdings.Collect(set, Names, removes: true, push);

        // Absence cannot be told on such a stream, but a request is answered even where there is nothing.
        push.Removed.Clear();
        push.Version = set.FingerprintOf(Names);
        return push.Resources.Count > 0 || push.Answers;
    }

    private bool TryNextWhole(ResourceSet set, bool removes, Push push)
    {
        // What is missing counts as deleted: so nothing is sent before it is known what every name stands for.
        if (IsWildcard ? !set.IsWhole : !KnowsAll(set))
        {
            return false;
        }

        Holdings.Collect(set, Only, removes, push);
        if (push.IsEmpty && !MustRespond)
        {
            return false;
        }

        MustRespond = false;
        push.Resources.Clear();
        push.Removed.Clear();
        push.Version = IsWildcard ? set.Fingerprint : set.FingerprintOf(Names);
        AddWhole(set, push);
        return true;
    }

    private void AddWhole(ResourceSet set, Push push)
    {
        if (IsWildcard)
        {
            foreach (var (_, resource) in set)
            {
                if (resource is not null)
                {
                    push.Resources.Add(resource);
                }
            }
        }
        else
        {
            foreach (var name in Names)
            {
                if (set.Find(name) is { } resource)
                {
                    push.Resources.Add(resource);
                }
            }
        }

        // What is gone stays in the set until nothing refers to it any more.
        foreach (var resource in Holdings.Lingering)
        {
            push.Resources.Add(resource);
            push.Version += resource.ContentVersion;
        }
    }

    private bool KnowsAll(ResourceSet set)
    {
        foreach (var name in Names)
        {
            if (!set.Knows(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Naming nothing means everything as long as the client has never named anything ("legacy wildcard"); after that it means nothing.
    /// </summary>
    private void Want(IReadOnlyCollection<string> requested)
    {
        var wasWildcard = IsWildcard;
        _hasNamed |= requested.Count > 0;
        IsWildcard = MayBeWildcard && (!_hasNamed || requested.Contains(Wildcard));
        if (IsWildcard)
        {
            MustRespond |= !wasWildcard;
            Names = NameSet.Empty;
            return;
        }

        var before = wasWildcard ? NameSet.Empty : Names;
        if (IsSame(before, requested))
        {
            return;
        }

        Names = names.Of(requested);
        foreach (var name in Names)
        {
            if (!before.Contains(name))
            {
                Holdings.Owe(name);
            }
        }

        foreach (var name in before)
        {
            if (!Names.Contains(name))
            {
                Holdings.Drop(name);
            }
        }
    }

    private static bool IsSame(NameSet before, IReadOnlyCollection<string> requested)
    {
        if (before.Count != requested.Count)
        {
            return false;
        }

        foreach (var name in requested)
        {
            if (!before.Contains(name))
            {
                return false;
            }
        }

        return true;
    }
}
