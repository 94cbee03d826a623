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

        var after = (SidecarHost[])before.Hosts.Clone();
        for (var i = 0; i < after.Length && revised.Count > 0; i++)
        {
            if (after[i].Source is { } source && revised.TryGetValue(source, out var routed))
            {
                after[i] = hosts.Shared(after[i].Draft with { Routes = new(routed.Routes) }, routed.Config);
            }
        }

        return before with { VirtualServices = now, Hosts = after, Routed = new(() => new RoutedNames(now)) };
    }

    /// <summary>Services that no VirtualService knows of came and went, and nobody contests their names.</summary>
    private SidecarHostPlan? WithOtherServices()
    {
        var listed = ListStep.Between(before.Services, listener.Services);
        var imported = ListStep.Between(before.ScopeServices, scope.Services);
        if (before.IsContested || !hosts.IsForPort || listed.Gone + listed.Come + imported.Gone + imported.Come > Few * 4)
        {
            return null;
        }

        Service[] gone = [.. Items(before.Services, listed.Start, listed.Gone)];
        Service[] come = [.. Items(listener.Services, listed.Start, listed.Come)];
        var seen = Items(before.ScopeServices, imported.Start, imported.Gone).Concat(Items(scope.Services, imported.Start, imported.Come));
        if (gone.Concat(come).Any(service => service.Resolution == Resolution.Alias || service.Hostname != service.Hostname.ToLowerInvariant())
            || gone.Concat(come).Concat(seen).Any(before.Routed.Value.MayConcern))
        {
            return null;
        }

        var dropped = new HashSet<string>(gone.Length, StringComparer.Ordinal);
        foreach (var service in gone)
        {
            if (hosts.NameOf(service) is { } name)
            {
                dropped.Add(name);
            }
        }

        var added = new List<SidecarHost>(come.Length);
        foreach (var service in come)
        {
            if (hosts.HostOf(service) is { } host)
            {
                added.Add(host);
            }
        }

        added.Sort(SidecarVirtualHosts.ByName);
        return Merged(dropped, added) is { } after
            ? before with
            {
                Services = listener.Services,
                ScopeServices = scope.Services,
                Destinations = scope.Destinations,
                VirtualServices = listener.VirtualServices,
                Hosts = after,
            }
            : null;
    }

    /// <summary>The hosts without some and with others; null where one of those may meet one that stays.</summary>
    private SidecarHost[]? Merged(HashSet<string> dropped, List<SidecarHost> added)
    {
        for (var i = 1; i < added.Count; i++)
        {
            if (added.GetRange(0, i).Exists(added[i].MayMeet))
            {
                return null;
            }
        }

        var after = new List<SidecarHost>(before.Hosts.Length + added.Count);
        var next = 0;
        foreach (var host in before.Hosts)
        {
            if (dropped.Count > 0 && dropped.Contains(host.Draft.Name))
            {
                continue;
            }

            for (var i = 0; i < added.Count; i++)
            {
                if (added[i].MayMeet(host))
                {
                    return null;
                }
            }

            while (next < added.Count && SidecarVirtualHosts.ByName(added[next], host) < 0)
            {
                after.Add(added[next++]);
            }

            after.Add(host);
        }

        return [.. after, .. added.Skip(next)];
    }

    /// <summary>Whether a VirtualService that replaces another one takes over its hosts. Those of the Gateway API have rules of their own.</summary>
    private static bool AreForTheSameHosts(Config<VirtualService> left, Config<VirtualService> right) =>
        !RouteSemantics.IsGatewayApi(left)
        && !RouteSemantics.IsGatewayApi(right)
        && left.Spec.Hosts.SequenceEqual(right.Spec.Hosts, StringComparer.Ordinal);

    private static IEnumerable<Service> Items(IReadOnlyList<Service> services, int start, int count)
    {
        for (var i = start; i < start + count; i++)
        {
            yield return services[i];
        }
    }
}
