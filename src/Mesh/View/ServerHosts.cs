using MeshActors.Mesh.Networking;

namespace MeshActors.Mesh.View;

/// <summary>The hosts of a Gateway's server, with and without the namespace that VirtualServices must be in.</summary>
public static class ServerHosts
{
    /// <summary><c>./host</c> becomes <c>namespace/host</c>, <c>*/host</c> becomes <c>host</c>, and <c>*/*</c> stands for all hosts alone.</summary>
    internal static Server Resolve(Server server, string ns)
    {
        if (!server.Hosts.Any(host => host.StartsWith("./", StringComparison.Ordinal) || host.StartsWith("*/", StringComparison.Ordinal)))
        {
            return server;
        }

        return server.Hosts.Contains("*/*")
            ? server with { Hosts = ["*"] }
            : server with { Hosts = [.. server.Hosts.Select(host => Resolve(host, ns))] };
    }

    /// <summary>The hosts that a server offers to VirtualServices of a namespace.</summary>
    public static IEnumerable<string> ForNamespace(IReadOnlyList<string> hosts, string ns)
    {
        foreach (var host in hosts)
        {
            var slash = host.IndexOf('/');
            if (slash < 0)
            {
                yield return host;
            }
            else if (host.AsSpan(0, slash).SequenceEqual(ns) || host.AsSpan(0, slash).SequenceEqual("*"))
            {
                yield return host[(slash + 1)..];
            }
        }
    }

    private static string Resolve(string host, string ns) => host switch
    {
        ['.', '/', ..] => string.Concat(ns, host.AsSpan(1)),
        ['*', '/', ..] => host[2..],
        _ => host,
    };
}
