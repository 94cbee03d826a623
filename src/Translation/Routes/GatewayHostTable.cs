using System.Globalization;
using System.Runtime.InteropServices;
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
    private readonly Dictionary<HostRoutes, HostGroup> _groups;

    // As they were before, by name; null for new ones. Null where nothing was before.
    private readonly Dictionary<string, GatewayHostDraft?>? _touched;

    /// <param name="hosts">About how many hosts there will be.</param>
    public GatewayHostTable(int hosts)
    {
        _drafts = new(hosts, StringComparer.Ordinal);
        _groups = new(hosts);
    }

    private GatewayHostTable(GatewayHostTable other)
    {
        _drafts = new(other._drafts, StringComparer.Ordinal);
        _groups = new(other._groups);
        _touched = new(StringComparer.Ordinal);
    }

    /// <summary>One that may be changed.</summary>
    public GatewayHostTable Copy() => new(this);

    /// <summary>Takes out all that a server contributes. For copies only.</summary>
    /// <param name="server">The server.</param>
    /// <param name="names">All hosts to which it may contribute, in lower case.</param>
    public void Remove(int server, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (_drafts.TryGetValue(name, out var known))
            {
                _touched!.TryAdd(name, known);
                _drafts[name] = known.Without(server);
            }
        }
    }

    /// <param name="name">The host, in lower case.</param>
    /// <param name="share">What is contributed to it.</param>
    public void Add(string name, HostShare share)
    {
        if (!_drafts.TryGetValue(name, out var known))
        {
            _touched?.TryAdd(name, null);
            _drafts.Add(name, known = new(name));
        }
        else if (_touched is not null && _touched.TryAdd(name, known))
        {
            _drafts[name] = known = known.Without(NoServer);
        }

        known.Add(share);
    }

    /// <summary>Makes all virtual hosts, sorted by name. For tables that are no copies.</summary>
    /// <param name="collapses">Whether hosts with the same routes become one.</param>
    /// <param name="includesAttemptCount">Whether <c>x-envoy-attempt-count</c> is sent.</param>
    public GatewayHost[] SettleAll(bool collapses, bool includesAttemptCount)
    {
        // Hosts of one VirtualService come one after the other.
        HostGroup? last = null;
        var lastRoutes = default(HostRoutes);
        foreach (var draft in _drafts.Values)
        {
            var routes = draft.Routes;
            if (last is null || !routes.Equals(lastRoutes))
            {
                lastRoutes = routes;
                if (!_groups.TryGetValue(routes, out last))
                {
                    _groups.Add(routes, last = new([]));
                }
            }

            last.Members.Add(draft);
        }

        var made = new List<GatewayHost>(_groups.Count);
        foreach (var group in _groups.Values)
        {
            group.Hosts = Collapse(group.Members, collapses, includesAttemptCount);
            made.AddRange(group.Hosts);
        }

        made.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return [.. made];
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _drafts.Clear();
        _groups.Clear();
    }

    /// <summary>Makes the virtual hosts that differ. The copy does not change any more afterwards.</summary>
    /// <param name="before">Those of the table that this one is a copy of, sorted by name.</param>
    /// <param name="collapses">Whether hosts with the same routes become one.</param>
    /// <param name="includesAttemptCount">Whether <c>x-envoy-attempt-count</c> is sent.</param>
    public GatewayHost[] Settle(GatewayHost[] before, bool collapses, bool includesAttemptCount)
    {
        var regrouped = new Dictionary<HostRoutes, List<GatewayHostDraft>>(_touched!.Count);
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
            _groups[routes] = new(members) { Hosts = hosts };
        }

        come.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return GatewayHosts.Merge(before, gone, come);

        List<GatewayHostDraft> MembersOf(GatewayHostDraft draft)
        {
            var routes = draft.Routes;
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
        List<GatewayHost>? hosts = null;

        // Only the last virtual host with these routes is looked at, as in Istio: another answer to plain HTTP begins a new one.
        for (var (first, next) = (0, 1); first < group.Count; next++)
        {
            if (next == group.Count || !collapses || group[next].RequiresTls != group[first].RequiresTls)
            {
                var host = HostOf(CollectionsMarshal.AsSpan(group)[first..next], includesAttemptCount);
                if (next - first == group.Count)
                {
                    return [host];
                }

                (hosts ??= []).Add(host);
                first = next;
            }
        }

        return [.. hosts!];
    }

    private static GatewayHost HostOf(ReadOnlySpan<GatewayHostDraft> alike, bool includesAttemptCount)
    {
        var primary = alike[0];
        var domains = new string[alike.Length];
        for (var i = 0; i < domains.Length; i++)
        {
            domains[i] = alike[i].Name;
        }

        return new(
            new(
                string.Create(CultureInfo.InvariantCulture, $"{primary.Name}:{primary.Port}"),
                new(domains),
                primary.Routes.Ordered(),
                includesAttemptCount,
                primary.RequiresTls)
            {
                Session = primary.Session,
            });
    }

    private sealed class HostGroup(List<GatewayHostDraft> members)
    {
        public List<GatewayHostDraft> Members => members;

        public GatewayHost[] Hosts { get; set; } = [];
    }
}
