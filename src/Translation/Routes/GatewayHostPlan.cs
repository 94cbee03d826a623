using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a gateway's route configuration, and what they were made of.</summary>
/// <param name="Servers">Whose it is.</param>
/// <param name="VirtualServices">Those of each server's Gateway.</param>
/// <param name="Hosts">Sorted by name. Never empty.</param>
/// <param name="Routes">The routes of each VirtualService, as far as it has any.</param>
internal sealed record GatewayHostPlan(
    IReadOnlyList<GatewayServer> Servers,
    IReadOnlyList<Config<VirtualService>>[] VirtualServices,
    IReadOnlyList<GatewayHost> Hosts,
    IReadOnlyDictionary<RouteOwner, EncodedRoute[]> Routes)
{
    /// <summary>
    /// The plan where VirtualServices only differ in what they do with requests, and not in whose requests they get; null
    /// where it has to be built anew.
    /// </summary>
    public GatewayHostPlan? Revise(IReadOnlyList<GatewayServer> servers, IReadOnlyList<Config<VirtualService>>[] now, GatewayRouteSources sources)
    {
        // Where requests go may decide about a host's sessions.
        if (sources.Features.PersistentSessions || (!ReferenceEquals(servers, Servers) && !servers.SequenceEqual(Servers)))
        {
            return null;
        }

        Dictionary<RouteOwner, EncodedRoute[]>? routes = null;
        var revised = new Dictionary<EncodedRoute[], EncodedRoute[]>(ReferenceEqualityComparer.Instance);
        var news = new HashSet<EncodedRoute[]>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < servers.Count; i++)
        {
            if (ReferenceEquals(now[i], VirtualServices[i]))
            {
                continue;
            }

            if (now[i].Count != VirtualServices[i].Count)
            {
                return null;
            }

            for (var j = 0; j < now[i].Count; j++)
            {
                var (before, after) = (VirtualServices[i][j], now[i][j]);
                if (ReferenceEquals(before, after))
                {
                    continue;
                }

                var name = servers[i].GatewayName;
                if (!SidecarVirtualHosts.AreForTheSameHosts(before, after))
                {
                    return null;
                }

                routes ??= new(Routes);
                if (routes.ContainsKey(new(name, after)))
                {
                    // An earlier server of the Gateway has settled it.
                    continue;
                }

                if (!Routes.TryGetValue(new(name, before), out var old) || sources.RoutesOf(servers[i], after) is not { Length: > 0 } made)
                {
                    return null;
                }

                // Hosts are one where their routes are the same: none may come together or part.
                if (revised.TryGetValue(old, out var other) ? !ReferenceEquals(other, made) : !news.Add(made))
                {
                    return null;
                }

                routes.Remove(new(name, before));
                routes.Add(new(name, after), made);
                revised[old] = made;
            }
        }

        return new(servers, now, [.. Hosts.Select(host => host.Revised(revised))], routes ?? Routes);
    }
}

/// <summary>Whose routes: those of a VirtualService, by reference, as it is bound to a Gateway.</summary>
internal readonly record struct RouteOwner(string Gateway, Config<VirtualService> Config)
{
    public bool Equals(RouteOwner other) => ReferenceEquals(Config, other.Config) && Gateway == other.Gateway;

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Config);
}

/// <summary>A virtual host of a gateway.</summary>
/// <param name="draft">The virtual host.</param>
/// <param name="routes">Its routes by VirtualService.</param>
internal sealed class GatewayHost(VirtualHostDraft draft, IReadOnlyList<EncodedRoute[]> routes)
{
    private readonly EncodedHost _encoded = new(draft);

    public VirtualHostDraft Draft => draft;

    public IReadOnlyList<EncodedRoute[]> Routes => routes;

    public byte[] Encode(RouteMemos memos) => _encoded.Bytes(memos);

    /// <summary>Of several VirtualServices for a host, routes for everything go behind all others.</summary>
    public static ReferenceSequence<EncodedRoute> Ordered(IReadOnlyList<EncodedRoute[]> routes) => routes is [var only] && !HasEarlyCatchAll(only)
        ? new(only)
        : new([.. routes.SelectMany(part => part).Where(route => !route.IsCatchAll), .. routes.SelectMany(part => part).Where(route => route.IsCatchAll)]);

    public GatewayHost Revised(Dictionary<EncodedRoute[], EncodedRoute[]> revised)
    {
        for (var i = 0; i < Routes.Count; i++)
        {
            if (revised.ContainsKey(Routes[i]))
            {
                IReadOnlyList<EncodedRoute[]> after = [.. Routes.Select(part => revised.GetValueOrDefault(part) ?? part)];
                return new(Draft with { Routes = Ordered(after) }, after);
            }
        }

        return this;
    }

    private static bool HasEarlyCatchAll(EncodedRoute[] routes)
    {
        foreach (var route in routes.AsSpan(0, Math.Max(0, routes.Length - 1)))
        {
            if (route.IsCatchAll)
            {
                return true;
            }
        }

        return false;
    }
}
