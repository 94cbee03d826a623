using System.Diagnostics.CodeAnalysis;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>
/// Puts the servers of a changed Gateway in the place of those it had before, where merging everything again would come to the same but for them:
/// ports and protocols are what they were, nobody is in conflict, and nobody else has their TLS hosts.
/// </summary>
internal static class GatewayReplacement
{
    /// <param name="merged">What was merged with the Gateway as it was.</param>
    /// <param name="before">The Gateway as it was.</param>
    /// <param name="after">As it is, for the same proxy.</param>
    /// <returns>null where everything has to be merged again</returns>
    public static MergedGateway? Of(MergedGateway merged, Config<Gateway> before, SelectedGateway after)
    {
        var (old, made) = (GatewayServers.Of(before), GatewayServers.Of(after.Gateway));
        if (!after.ByLabels
            || merged.TlsHosts is null
            || merged.Conflicts.Count > 0
            || merged.QuicListeners.Count > 0
            || old.Count != made.Count
            || !old.Zip(made).All(CanStandFor))
        {
            return null;
        }

        var hosts = new Dictionary<TlsHost, GatewayServer>(merged.TlsHosts);
        return Release(hosts, old, after) && Claim(hosts, made, after) ? With(merged, [.. old.Zip(made)], after, hosts) : null;
    }

    private static bool CanStandFor((GatewayServer Old, GatewayServer New) pair)
    {
        var (old, made) = (pair.Old.Server, pair.New.Server);
        return pair.Old.GatewayName == pair.New.GatewayName
            && old.Port == made.Port
            && old.Bind == made.Bind
            && old.Tls is null == made.Tls is null
            && pair.Old.IsPassthrough == pair.New.IsPassthrough
            && !PassesByName(old)
            && !PassesByName(made);
    }

    private static bool PassesByName(Server server) => server.Tls is { Mode: ServerTlsMode.AutoPassthrough };

    private static bool Release(Dictionary<TlsHost, GatewayServer> hosts, IReadOnlyList<GatewayServer> servers, SelectedGateway gateway)
    {
        foreach (var host in TlsHosts(servers, gateway))
        {
            if (hosts.Remove(host.Host, out var owner) && !servers.Contains(owner))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Claim(Dictionary<TlsHost, GatewayServer> hosts, IReadOnlyList<GatewayServer> servers, SelectedGateway gateway)
    {
        foreach (var (host, server) in TlsHosts(servers, gateway))
        {
            if (!hosts.TryAdd(host, server) && !ReferenceEquals(hosts[host], server))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<(TlsHost Host, GatewayServer Server)> TlsHosts(IReadOnlyList<GatewayServer> servers, SelectedGateway gateway) =>
        from server in servers
        where server.Server.Tls is not null
        from port in GatewayMerge.ListenPorts(server.Server.Port!.Number, gateway)
        from host in server.Server.Hosts
        select (new TlsHost(port, host), server);

    private static MergedGateway With(
        MergedGateway merged, (GatewayServer Old, GatewayServer New)[] pairs, SelectedGateway gateway, Dictionary<TlsHost, GatewayServer> hosts)
    {
        var byRouteName = new Dictionary<string, IReadOnlyList<GatewayServer>>(merged.ServersByRouteName, StringComparer.Ordinal);
        var places = new List<ServerPlace>(pairs.Length);
        var tlsRouteNames = new Dictionary<GatewayServer, string>(merged.TlsRouteName);
        foreach (var pair in pairs)
        {
            foreach (var port in GatewayMerge.ListenPorts(pair.New.Server.Port!.Number, gateway))
            {
                var routeName = GatewayMerge.RouteName(pair.New, port);
                if (byRouteName.TryGetValue(routeName, out var servers) && TryReplace(servers, [pair], out var replaced))
                {
                    byRouteName[routeName] = replaced;
                    places.Add(new(routeName, Array.IndexOf(replaced, pair.New)));
                }
            }

            if (tlsRouteNames.Remove(pair.Old, out var name))
            {
                tlsRouteNames.Add(pair.New, name);
            }
        }

        return merged with
        {
            Listeners = [.. merged.Listeners.Select(listener => TryReplace(listener.Servers, pairs, out var servers) ? listener with { Servers = servers } : listener)],
            ServersByRouteName = byRouteName,
            TlsRouteName = tlsRouteNames,
            TlsHosts = hosts,
            Stamp = new(),
            Change = new(merged.Stamp, places),
        };
    }

    private static bool TryReplace(
        IReadOnlyList<GatewayServer> servers, (GatewayServer Old, GatewayServer New)[] pairs, [NotNullWhen(true)] out GatewayServer[]? replaced)
    {
        replaced = null;
        for (var i = 0; i < servers.Count; i++)
        {
            foreach (var (old, made) in pairs)
            {
                if (ReferenceEquals(servers[i], old))
                {
                    replaced ??= [.. servers];
                    replaced[i] = made;
                }
            }
        }

        return replaced is not null;
    }
}

/// <summary>A host of a server with TLS settings.</summary>
internal readonly record struct TlsHost(int Port, string Name);
