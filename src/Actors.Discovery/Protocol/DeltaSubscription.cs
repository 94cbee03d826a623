using System.Globalization;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Protocol;

/// <summary>A type on an incremental stream. See "Incremental xDS" in the xDS protocol's description.</summary>
public sealed class DeltaSubscription(XdsType type, bool mayBeWildcard, NamePool names) : Subscription(type, mayBeWildcard)
{
    private bool _hasBegun;

    /// <summary>Whether the client brought versions from an earlier stream.</summary>
    public bool Resumes { get; private set; }

    /// <summary>
    /// Takes a request. What it subscribes to and unsubscribes from counts whatever its nonce says: on an incremental stream
    /// every request is a change, also one that answers a response that is not the last.
    /// </summary>
    public Acknowledgement OnRequest(
        IReadOnlyList<string> subscribe,
        IReadOnlyList<string> unsubscribe,
        IReadOnlyDictionary<string, string> initialVersions,
        string nonce,
        string? error)
    {
        var acknowledgement = Ledger.Take(nonce, error);
        if (!_hasBegun)
        {
            Begin(subscribe, initialVersions);
        }

        Subscribe(subscribe);
        Unsubscribe(unsubscribe);
        return acknowledgement;
    }

    /// <inheritdoc/>
    public override bool TryNext(ResourceSet set, bool removes, Push push)
    {
        // Nothing is told while it is not known what everything is.
        if (IsWildcard && !set.IsWhole)
        {
            return false;
        }

        Holdings.Collect(set, Only, removes, push);
        if (push.IsEmpty && !MustRespond)
        {
            return false;
        }

        MustRespond = false;
        push.Version = set.Fingerprint;
        return true;
    }

    /// <summary>
    /// The first request of the type. Naming nothing means everything ("legacy wildcard"), and stays so when names are added later.
    /// <c>initial_resource_versions</c> count here only, and are the one thing that keeps a resource from being sent.
    /// </summary>
    private void Begin(IReadOnlyList<string> subscribe, IReadOnlyDictionary<string, string> initialVersions)
    {
        _hasBegun = true;
        IsWildcard = MayBeWildcard && subscribe.Count == 0;
        Resumes = initialVersions.Count > 0;
        foreach (var (name, version) in initialVersions)
        {
            // A version that is none of ours equals nothing that we have.
            Holdings.Claim(name, new(ulong.TryParse(version, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hash) ? hash : ulong.MaxValue));
        }

        if (IsWildcard || (MayBeWildcard && subscribe.Contains(Wildcard)))
        {
            // A client without anything waits for an answer, even an empty one; one that resumes does not.
            MustRespond = !Resumes;
            return;
        }

        DropUnasked(subscribe, initialVersions);
    }

    private void DropUnasked(IReadOnlyList<string> subscribe, IReadOnlyDictionary<string, string> initialVersions)
    {
        if (initialVersions.Count == 0)
        {
            return;
        }

        var asked = new HashSet<string>(subscribe, StringComparer.Ordinal);
        foreach (var (name, _) in initialVersions)
        {
            if (!asked.Contains(name))
            {
                Holdings.Drop(name);
            }
        }
    }

    private void Subscribe(IReadOnlyList<string> subscribe)
    {
        if (subscribe.Count == 0)
        {
            return;
        }

        if (MayBeWildcard && subscribe.Contains(Wildcard))
        {
            if (!IsWildcard)
            {
                // Everything there is counts as new to the client, but for what it claims to hold.
                IsWildcard = true;
                Holdings.Forget();
            }

            subscribe = [.. subscribe.Where(name => name != Wildcard)];
        }

        Names = names.Change(Names, subscribe, []);
        foreach (var name in subscribe)
        {
            if (!Holdings.Claims(name))
            {
                Holdings.Owe(name);
            }
        }
    }

    private void Unsubscribe(IReadOnlyList<string> unsubscribe)
    {
        if (unsubscribe.Count == 0)
        {
            return;
        }

        foreach (var name in unsubscribe)
        {
            if (name == Wildcard && IsWildcard)
            {
                IsWildcard = false;
            }
            else if (IsWildcard && Names.Contains(name))
            {
                // Still part of everything: "the server must send the resource, or its removal", as the client cannot tell which.
                Holdings.Owe(name);
            }
            else
            {
                Holdings.Drop(name);
            }
        }

        Names = names.Change(Names, [], unsubscribe);
    }
}
