using System.Globalization;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Translation.Routes;

/// <summary>
/// The hosts of a gateway's route configuration, from what its servers contribute. A copy that loses and gains the shares of a few servers makes
/// only the virtual hosts that are concerned anew, and comes to what making all of them would come to.
/// </summary>
internal sealed class GatewayHostTable
{
    private const int NoServer = -1;

    private readonly Dictionary<string, GatewayHostDraft> _drafts;

    // Hosts with the very same routes.
    private readonly Dictionary<ReferenceSequence<EncodedRoute[]>, HostGroup> _groups;

    // As they were before, by name; null for new ones.
    private readonly Dictionary<string, GatewayHostDraft?> _touched = new(StringComparer.Ordinal);

    // The hosts to which each server contributes.
    private readonly List<string>?[] _byServer;

    /// <param name="servers">How many there are.</param>
    public GatewayHostTable(int servers)
    {
        _drafts = new(StringComparer.Ordinal);
        _groups = [];
        _byServer = new List<string>?[servers];
    }

    private GatewayHostTable(GatewayHostTable other)
    {
        _drafts = new(other._drafts, StringComparer.Ordinal);
        _groups = new(other._groups);
        _byServer = [.. other._byServer];
    }

    /// <summary>One that may be changed.</summary>
    public GatewayHostTable Copy() => new(this);

    /// <summary>Takes out all that a server contributes.</summary>
    public void Remove(int server)
    {
        foreach (var name in _byServer[server] ?? [])
        {
            _touched.TryAdd(name, _drafts[name]);
            _drafts[name] = _drafts[name].Without(server);
        }

        _byServer[server] = null;
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

            _drafts[name] = known = known?.Without(NoServer) ?? new(name);
        }

        known.Add(share);
        (_byServer[share.Server] ??= new(1)).Add(name);
    }

    /// <summary>Makes all virtual hosts and empties the table, for one that is used again instead of being kept.</summary>
    public GatewayHost[] Empty(bool collapses, bool includesAttemptCount)
    {
        GatewayHost[] hosts = _drafts.Count == 1
            ? [HostOf([_drafts.Values.First()], includesAttemptCount)]
            : Settle([], collapses, includesAttemptCount);
        _drafts.Clear();
        _groups.Clear();
        _touched.Clear();
        Array.Clear(_byServer);
        return hosts;
    }

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
        var gone = new HashSet<GatewayHost>();
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
        var merged = new List<GatewayHost>(sorted.Length - gone.Count + come.Count);
        var rest = sorted.AsSpan();
        foreach (var (name, made) in gone.Select(host => (host.Name, Made: (GatewayHost?)null))
            .Concat(come.Select(host => (host.Name, Made: (GatewayHost?)host)))
            .OrderBy(change => change.Name, StringComparer.Ordinal))
        {
            // One that goes stands in its place, and one that comes is put there.
            var at = rest.BinarySearch(new ByName(name));
            merged.AddRange(rest[..(at < 0 ? ~at : at)]);
            rest = rest[(at < 0 ? ~at : at)..];
            if (made is not null)
            {
                merged.Add(made);
            }

            if (!rest.IsEmpty && gone.Contains(rest[0]))
            {
                rest = rest[1..];
            }
        }

        merged.AddRange(rest);
        return [.. merged];
    }

    private readonly struct ByName(string name) : IComparable<GatewayHost>
    {
        public int CompareTo(GatewayHost? other) => string.CompareOrdinal(name, other?.Name);
    }

    private sealed record HostGroup(List<GatewayHostDraft> Members, GatewayHost[] Hosts);
}
