using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>
/// Makes the plan of a listener from the one before where a change leaves nearly all of it as it is, and comes to what making it anew would
/// come to.
/// </summary>
/// <param name="before">The plan before.</param>
/// <param name="scope">What the sidecar sees now.</param>
/// <param name="listener">The listener now.</param>
/// <param name="hosts">Makes virtual hosts.</param>
internal sealed class SidecarHostRevision(SidecarHostPlan before, SidecarScope scope, EgressListener listener, SidecarVirtualHosts hosts)
{
    /// <summary>Up to how many services are put in and taken out one by one.</summary>
    private const int Few = 8;

    /// <returns>null where the plan has to be made anew</returns>
    public SidecarHostPlan? Plan() =>
        before.Destinations.Equals(scope.Destinations) && ReferenceEquals(before.Services, listener.Services) ? WithOtherRoutes()
        : before.Destinations.HasSameRules(scope.Destinations) && ListStep.Between(before.VirtualServices, listener.VirtualServices).IsEmpty ? WithOtherServices()
        : null;

    /// <summary>VirtualServices differ in what they do with requests, and not in whose requests they get.</summary>
    private SidecarHostPlan? WithOtherRoutes()
    {
        var (was, now) = (before.VirtualServices, listener.VirtualServices);
        var step = ListStep.Between(was, now);
        if (step.Gone != step.Come)
        {
            return null;
        }

        var revised = new Dictionary<Config<VirtualService>, (Config<VirtualService> Config, EncodedRoute[] Routes)>(ReferenceEqualityComparer.Instance);
        for (var i = step.Start; i < step.Start + step.Come; i++)
        {
            if (ReferenceEquals(was[i], now[i]))
            {
                continue;
            }

            if (!AreForTheSameHosts(was[i], now[i]) || hosts.RoutesOf(was[i]) is not { } || hosts.RoutesOf(now[i]) is not { } routes)
            {
                return null;
            }

            revised.Add(was[i], (now[i], routes));
        }

        var after = before.Hosts;
        var at = 0;
        foreach (var host in before.Hosts)
        {
            if (host.Source is { } source && revised.TryGetValue(source, out var routed))
            {
                after = after.Replace(at, 1, [hosts.Shared(host.Draft with { Routes = new(routed.Routes) }, routed.Config)]);
            }

            at++;
        }

        return before with { VirtualServices = now, Hosts = after, Routes = new(after, before.Routes), Routed = new(() => new RoutedNames(now)) };
    }

    /// <summary>Services that no VirtualService knows of came and went, and nobody contests their names.</summary>
    private SidecarHostPlan? WithOtherServices()
    {
        var listed = ListDifference.Of(before.Services, listener.Services);
        var seen = ReferenceEquals(before.Services, before.ScopeServices) && ReferenceEquals(listener.Services, scope.Services)
            ? listed
            : ListDifference.Of(before.ScopeServices, scope.Services);
        if (before.IsContested || !hosts.IsForPort || listed.Gone.Length + listed.Come.Length + seen.Gone.Length + seen.Come.Length > Few * 4
            || !AreUnknown(seen.Gone) || !AreUnknown(seen.Come) || !HavePlainNames(listed.Gone) || !HavePlainNames(listed.Come)
            || (!ReferenceEquals(seen.Come, listed.Come) && !(AreUnknown(listed.Gone) && AreUnknown(listed.Come))))
        {
            return null;
        }

        var names = before.Names.Value;
        var after = new HostExchange(before.Hosts);

        // Null for services without virtual host.
        var dropped = new SidecarHost?[listed.Gone.Length];
        var added = new SidecarHost?[listed.Come.Length];
        for (var i = 0; i < dropped.Length; i++)
        {
            if (hosts.NameOf(listed.Gone[i]) is not { } name)
            {
                continue;
            }

            if (after.Drop(name) is not { } host)
            {
                return null;
            }

            dropped[i] = host;
        }

        for (var i = 0; i < added.Length; i++)
        {
            if (hosts.HostOf(listed.Come[i]) is not { } host)
            {
                continue;
            }

            if (MayMeet(host, dropped, names) || HasNameOfAny(host, added.AsSpan(0, i)))
            {
                return null;
            }

            added[i] = host;
            after.Add(host);
        }

        var all = after.Hosts;
        return before with
        {
            Services = listener.Services,
            ScopeServices = scope.Services,
            Destinations = scope.Destinations,
            VirtualServices = listener.VirtualServices,
            Hosts = all,
            Routes = new(all, before.Routes),
            Names = names.IsFull ? NamesOf(all) : before.Names,
        };
    }

    private static bool HavePlainNames(Service[] services)
    {
        foreach (var service in services)
        {
            if (service.Resolution == Resolution.Alias || service.Hostname != service.Hostname.ToLowerInvariant())
            {
                return false;
            }
        }

        return true;
    }

    private bool AreUnknown(Service[] services)
    {
        foreach (var service in services)
        {
            if (before.Routed.Value.MayConcern(service))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a host has a name or a domain that another one has too, or had before. From here on its names count as taken, which costs a look
    /// at the hosts where it is not taken in after all.
    /// </summary>
    private bool MayMeet(SidecarHost host, SidecarHost?[] dropped, SidecarHostNames names)
    {
        names.CountOne();
        if (IsTaken(host.Name, dropped, names))
        {
            return true;
        }

        foreach (var domain in host.Draft.Domains)
        {
            if (IsTaken(domain, dropped, names))
            {
                return true;
            }
        }

        return false;
    }

    // Nobody else had what a dropped host had.
    private bool IsTaken(string name, SidecarHost?[] dropped, SidecarHostNames names) =>
        names.MayHaveHad(name) && !HasAny(dropped, name) && before.Hosts.Any(other => other.Has(name));

    private static bool HasNameOfAny(SidecarHost host, ReadOnlySpan<SidecarHost?> others)
    {
        if (others.IsEmpty)
        {
            return false;
        }

        foreach (var domain in host.Draft.Domains)
        {
            if (HasAny(others, domain))
            {
                return true;
            }
        }

        return HasAny(others, host.Name);
    }

    private static bool HasAny(ReadOnlySpan<SidecarHost?> hosts, string name)
    {
        foreach (var host in hosts)
        {
            if (host?.Has(name) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static Lazy<SidecarHostNames> NamesOf(SegmentedList<SidecarHost> hosts) => new(() => new(hosts));

    /// <summary>Whether a VirtualService that replaces another one takes over its hosts. Those of the Gateway API have rules of their own.</summary>
    private static bool AreForTheSameHosts(Config<VirtualService> left, Config<VirtualService> right) =>
        !RouteSemantics.IsGatewayApi(left)
        && !RouteSemantics.IsGatewayApi(right)
        && left.Spec.Hosts.SequenceEqual(right.Spec.Hosts, StringComparer.Ordinal);
}
