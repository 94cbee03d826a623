using System.Globalization;
using System.Net;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>The names by which clients may call a host: with search domains left out, with a final dot, with the port.</summary>
internal static class HostDomains
{
    /// <summary>Stands for "no names with port": the route configuration ignores ports.</summary>
    public const int NoPort = 0;

    private const string KubernetesInfix = ".svc.";
    private const int UsualNames = 4;

    /// <summary><c>host:port</c>; IPv6 addresses in brackets.</summary>
    public static string WithPort(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{Bracketed(host)}:{port}");

    /// <summary>The host as an authority without a port: IPv6 addresses in brackets.</summary>
    public static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;

    public static void Add(List<string> domains, string host, int port)
    {
        domains.Add(Bracketed(host));
        if (port != NoPort)
        {
            domains.Add(WithPort(host, port));
        }
    }

    /// <summary>
    /// The other names of a host, in Envoy's order of listing: with a final dot, then as the resolver's search domains of the
    /// proxy's workload allow.
    /// </summary>
    /// <param name="hostname">The full name.</param>
    /// <param name="port">The port to append too, or <see cref="NoPort"/>.</param>
    /// <param name="proxyDomain">The proxy's DNS domain, such as <c>default.svc.cluster.local</c>.</param>
    /// <param name="isAbsoluteToo">Whether names with a final dot are among them.</param>
    public static List<string> Alternatives(string hostname, int port, string proxyDomain, bool isAbsoluteToo = true)
    {
        var names = new List<string>(UsualNames);
        if (isAbsoluteToo && !IPAddress.TryParse(hostname, out _))
        {
            names.Add(hostname + ".");
        }

        if (isAbsoluteToo && port != NoPort)
        {
            names.Add(WithPort(hostname + ".", port));
        }

        var infix = proxyDomain.IndexOf(KubernetesInfix, StringComparison.Ordinal);
        if (infix >= 0)
        {
            // Names of other domains must not be shortened: they could be taken for Kubernetes services.
            var suffix = infix > 0 ? proxyDomain[infix..] : proxyDomain;
            if (hostname.EndsWith(suffix, StringComparison.Ordinal))
            {
                AddKubernetesNames(names, hostname, port, proxyDomain[..infix]);
            }

            return names;
        }

        AddSharedDomainNames(names, hostname, port, proxyDomain);
        return names;
    }

    /// <summary>
    /// The part of a proxy's DNS domain that a service's names depend on: for services of other namespaces it does not matter
    /// which one the proxy is in.
    /// </summary>
    public static string Perspective(string proxyDomain, Service service, string host)
    {
        var infix = proxyDomain.IndexOf(KubernetesInfix, StringComparison.Ordinal);
        if (infix <= 0)
        {
            return proxyDomain;
        }

        var ns = proxyDomain.AsSpan(0, infix);
        var isNear = IsIn(host, ns);
        foreach (var alias in service.Aliases)
        {
            isNear |= IsIn(alias.Hostname, ns);
        }

        return isNear ? proxyDomain : proxyDomain[infix..];
    }

    private static bool IsIn(string host, ReadOnlySpan<char> ns)
    {
        var rest = host.AsSpan(host.IndexOf('.') + 1);
        return rest.StartsWith(ns, StringComparison.Ordinal) && rest.Length > ns.Length && rest[ns.Length] == '.';
    }

    private static void AddKubernetesNames(List<string> names, string hostname, int port, string proxyNamespace)
    {
        var infix = hostname.IndexOf(KubernetesInfix, StringComparison.Ordinal);
        var dot = hostname.IndexOf('.');
        if (infix <= 0 || dot + 1 >= hostname.Length || dot + 1 > infix)
        {
            return;
        }

        var withNamespace = hostname[..infix];
        if (hostname.AsSpan((dot + 1)..infix).SequenceEqual(proxyNamespace))
        {
            Add(names, hostname[..dot], port);
            Add(names, withNamespace + ".svc", port);
            Add(names, withNamespace, port);
        }
        else
        {
            Add(names, withNamespace, port);
            Add(names, withNamespace + ".svc", port);
        }
    }

    /// <summary>Outside Kubernetes: what is left in front of the labels that host and proxy share at the end.</summary>
    private static void AddSharedDomainNames(List<string> names, string hostname, int port, string proxyDomain)
    {
        var host = hostname.Split('.');
        var domain = proxyDomain.Split('.');
        var shared = 0;
        while (shared < host.Length && shared < domain.Length && host[^(shared + 1)] == domain[^(shared + 1)])
        {
            shared++;
        }

        if (shared == 0)
        {
            return;
        }

        var unique = string.Join('.', host[..^shared]);
        Add(names, unique, port);
        if (host.Length - shared == 2)
        {
            Add(names, $"{unique}.{host[^shared]}", port);
        }
    }
}
