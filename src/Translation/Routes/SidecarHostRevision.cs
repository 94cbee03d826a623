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
        if (ReferenceEquals(was, now))
        {
            return before;
        }

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

        return before with { VirtualServices = now, Hosts = after, Parts = new(after, before.Parts), Routed = new(() => new RoutedNames(now)) };
    }

    /// <summary>Services that no VirtualService knows of came and went, and nobody contests their names.</summary>
    private SidecarHostPlan? WithOtherServices()
    {
        var listed = ListDifference.Of(before.Services, listener.Services);
        var seen = ReferenceEquals(before.Services, before.ScopeServices) && ReferenceEquals(listener.Services, scope.Services)
            ? listed
            : ListDifference.Of(before.ScopeServices, scope.Services);
        if (before.IsContested || !hosts.IsForPort || listed.Gone.Count + listed.Come.Count + seen.Gone.Count + seen.Come.Count > Few * 4
            || !AreUnknown(seen.Gone) || !AreUnknown(seen.Come) || !HavePlainNames(listed.Gone) || !HavePlainNames(listed.Come)
            || (!ReferenceEquals(seen.Come, listed.Come) && !(AreUnknown(listed.Gone) && AreUnknown(listed.Come))))
        {
            return null;
        }

        var names = before.Names.Value;
        var after = new HostExchange(before.Hosts);
        var dropped = new List<SidecarHost>(listed.Gone.Count);
        var added = new List<SidecarHost>(listed.Come.Count);
        foreach (var service in listed.Gone)
        {
            if (hosts.NameOf(service) is not { } name)
            {
                continue;
            }

            if (after.Drop(name) is not { } host)
            {
                return null;
            }

            dropped.Add(host);
        }

        foreach (var service in listed.Come)
        {
            if (hosts.HostOf(service) is not { } host)
            {
                continue;
            }

            if (MayMeet(host, before.Hosts, dropped, names) || added.Exists(other => HaveNameInCommon(other, host)))
            {
                return null;
            }

            added.Add(host);
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
            Parts = new(all, before.Parts),
            Names = names.IsFull ? new(() => new(all)) : before.Names,
        };
    }

    private static bool HavePlainNames(IReadOnlyCollection<Service> services)
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

    private bool AreUnknown(IReadOnlyCollection<Service> services)
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
    private static bool MayMeet(SidecarHost host, SegmentedList<SidecarHost> others, List<SidecarHost> dropped, SidecarHostNames names)
    {
        names.CountOne();
        if (IsTaken(host.Draft.Name))
        {
            return true;
        }

        foreach (var domain in host.Draft.Domains)
        {
            if (IsTaken(domain))
            {
                return true;
            }
        }

        return false;

        // Nobody else had what a dropped host had.
        bool IsTaken(string name) => names.MayHaveHad(name) && !dropped.Exists(gone => gone.Has(name)) && others.Any(other => other.Has(name));
    }

    private static bool HaveNameInCommon(SidecarHost host, SidecarHost other)
    {
        foreach (var domain in host.Draft.Domains)
        {
            if (other.Has(domain))
            {
                return true;
            }
        }

        return other.Has(host.Draft.Name);
    }

    /// <summary>Whether a VirtualService that replaces another one takes over its hosts. Those of the Gateway API have rules of their own.</summary>
    private static bool AreForTheSameHosts(Config<VirtualService> left, Config<VirtualService> right) =>
        !RouteSemantics.IsGatewayApi(left)
        && !RouteSemantics.IsGatewayApi(right)
        && left.Spec.Hosts.SequenceEqual(right.Spec.Hosts, StringComparer.Ordinal);
}
