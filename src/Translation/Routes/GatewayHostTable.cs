using System.Globalization;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Translation.Routes;

/// <summary>
/// The hosts of a gateway's route configuration, from what its servers contribute. A copy that loses and gains the shares of a few servers makes
/// only the virtual hosts that are concerned anew, and comes to what making all of them would come to.
/// </summary>
internal sealed class GatewayHostTable
{
    private readonly Dictionary<string, GatewayHostDraft> _drafts;

    // Hosts with the very same routes.
    private readonly Dictionary<ReferenceSequence<EncodedRoute[]>, HostGroup> _groups;

    // As they were before, by name; null for new ones.
    private readonly Dictionary<string, GatewayHostDraft?> _touched = new(StringComparer.Ordinal);

    public GatewayHostTable()
    {
        _drafts = new(StringComparer.Ordinal);
        _groups = [];
    }

    private GatewayHostTable(GatewayHostTable other)
    {
        _drafts = new(other._drafts, StringComparer.Ordinal);
        _groups = new(other._groups);
    }

    /// <summary>One that may be changed.</summary>
    public GatewayHostTable Copy() => new(this);

    public void Remove(IReadOnlySet<int> servers)
    {
        foreach (var (name, draft) in _drafts)
        {
            if (draft.HasShareOf(servers))
            {
                _touched.Add(name, draft);
            }
        }

        foreach (var (name, before) in _touched)
        {
            _drafts[name] = before!.Without(servers);
        }
    }

    /// <param name="name">The host, in lower case.</param>
    /// <param name="share">What is contributed to it.</param>
    public void Add(string name, HostShare share)
    {
        var known = _drafts.GetValueOrDefault(name);
        if (known is null || _touched.TryAdd(name, known))
        {
            if (known is null)
            {
                _touched.TryAdd(name, null);
            }

            _drafts[name] = known = known?.Without(NoServers) ?? new(name);
        }

        known.Add(share);
    }

    private static readonly IReadOnlySet<int> NoServers = System.Collections.Frozen.FrozenSet<int>.Empty;

    /// <summary>Makes the virtual hosts that differ. The table does not change any more afterwards.</summary>
    /// <param name="before">Those of the table that this one is a copy of, sorted by name.</param>
    /// <param name="collapses">Whether hosts with the same routes become one.</param>
    /// <param name="includesAttemptCount">Whether <c>x-envoy-attempt-count</c> is sent.</param>
    public GatewayHost[] Settle(GatewayHost[] before, bool collapses, bool includesAttemptCount)
    {
        var regrouped = new Dictionary<ReferenceSequence<EncodedRoute[]>, List<GatewayHostDraft>>(_touched.Count);
        foreach (var (name, was) in _touched)
        {
            if (was is not null)
            {
                MembersOf(was).Remove(was);
            }

            var draft = _drafts[name];
            if (draft.IsEmpty)
            {
                _drafts.Remove(name);
            }
            else
            {
                MembersOf(draft).Add(draft);
            }
        }

        _touched.Clear();
        var gone = new HashSet<GatewayHost>(ReferenceEqualityComparer.Instance);
        var come = new List<GatewayHost>(regrouped.Count);
        foreach (var (routes, members) in regrouped)
        {
            if (_groups.TryGetValue(routes, out var group))
            {
                gone.UnionWith(group.Hosts);
            }

            if (members.Count == 0)
            {
                _groups.Remove(routes);
                continue;
            }

            var hosts = Collapse(members, collapses, includesAttemptCount);
            come.AddRange(hosts);
            _groups[routes] = new(members, hosts);
        }

        come.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return Merge(before, gone, come);

        List<GatewayHostDraft> MembersOf(GatewayHostDraft draft)
        {
            var routes = new ReferenceSequence<EncodedRoute[]>(draft.Routes);
            if (!regrouped.TryGetValue(routes, out var members))
            {
                regrouped.Add(routes, members = _groups.TryGetValue(routes, out var group) ? [.. group.Members] : new(1));
            }

            return members;
        }
    }

    /// <summary>Hosts with the very same routes become one virtual host, named after the most specific of them.</summary>
    private static GatewayHost[] Collapse(List<GatewayHostDraft> group, bool collapses, bool includesAttemptCount)
    {
        if (group is [var only])
        {
            return [HostOf([only], includesAttemptCount)];
        }

        group.Sort(static (left, right) => Hostname.CompareSpecificity(left.Name, right.Name));
        List<GatewayHost> hosts = [];

        // Only the last virtual host with these routes is looked at, as in Istio: another answer to plain HTTP begins a new one.
        for (var (first, next) = (0, 1); first < group.Count; next++)
        {
            if (next == group.Count || !collapses || group[next].RequiresTls != group[first].RequiresTls)
            {
                hosts.Add(HostOf(group.GetRange(first, next - first), includesAttemptCount));
                first = next;
            }
        }

        return [.. hosts];
    }

    private static GatewayHost HostOf(List<GatewayHostDraft> alike, bool includesAttemptCount)
    {
        var primary = alike[0];
        return new(
            new(
                string.Create(CultureInfo.InvariantCulture, $"{primary.Name}:{primary.Port}"),
                [.. alike.Select(host => host.Name)],
                GatewayHost.Ordered(primary.Routes),
                includesAttemptCount,
                primary.RequiresTls)
            {
                Session = primary.Session,
            });
    }

    private static GatewayHost[] Merge(GatewayHost[] sorted, HashSet<GatewayHost> gone, List<GatewayHost> come)
    {
        var merged = new GatewayHost[sorted.Length - gone.Count + come.Count];
        var (at, next) = (0, 0);
        foreach (var host in sorted)
        {
            if (gone.Count > 0 && gone.Contains(host))
            {
                continue;
            }

            while (next < come.Count && string.CompareOrdinal(come[next].Name, host.Name) < 0)
            {
                merged[at++] = come[next++];
            }

            merged[at++] = host;
        }

        while (next < come.Count)
        {
            merged[at++] = come[next++];
        }

        return merged;
    }

    private sealed record HostGroup(List<GatewayHostDraft> Members, GatewayHost[] Hosts);
}
