using System.Globalization;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Translation.Routes;

/// <summary>The names by which clients may call a host: with search domains left out, with a final dot, with the port.</summary>
internal static class HostDomains
{
    /// <summary>Stands for "no names with port": the route configuration ignores ports.</summary>
    public const int NoPort = 0;

    /// <summary>Stands between namespace and cluster domain in names of Kubernetes.</summary>
    public const string KubernetesInfix = ".svc.";

    /// <summary>The port that is meant by an authority without one.</summary>
    public const int HttpPort = 80;

    private const int UsualNames = 4;

    /// <summary><c>host:port</c>; IPv6 addresses in brackets.</summary>
    public static string WithPort(string host, int port) =>
        string.Concat(Bracketed(host), ":", port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Of a virtual host's domains those that a listener lists.</summary>
    /// <param name="domains">The domains.</param>
    /// <param name="listener">The listener's port, or <see cref="OutboundServices.AnyPort"/>.</param>
    /// <param name="port">The virtual host's port. A client that names none means <see cref="HttpPort"/>.</param>
    public static ValueList<string> Listed(ValueList<string> domains, int listener, int port) =>
        listener != OutboundServices.AnyPort || port == HttpPort ? domains : [.. domains.Where(domain => domain.Contains(':'))];

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

    /// <inheritdoc cref="AddAlternatives"/>
    public static List<string> Alternatives(string hostname, int port, string proxyDomain, bool isAbsoluteToo = true)
    {
        var names = new List<string>(UsualNames);
        AddAlternatives(names, hostname, port, proxyDomain, isAbsoluteToo);
        return names;
    }

    /// <summary>
    /// The other names of a host, in Envoy's order of listing: with a final dot, then as the resolver's search domains of the
    /// proxy's workload allow.
    /// </summary>
    /// <param name="names">Takes the names.</param>
    /// <param name="hostname">The full name.</param>
    /// <param name="port">The port to append too, or <see cref="NoPort"/>.</param>
    /// <param name="proxyDomain">The proxy's DNS domain, such as <c>default.svc.cluster.local</c>.</param>
    /// <param name="isAbsoluteToo">Whether names with a final dot are among them.</param>
    public static void AddAlternatives(List<string> names, string hostname, int port, string proxyDomain, bool isAbsoluteToo)
    {
        if (isAbsoluteToo && !IpText.IsAddress(hostname))
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
            if (hostname.AsSpan().EndsWith(proxyDomain.AsSpan(infix), StringComparison.Ordinal))
            {
                AddKubernetesNames(names, hostname, port, proxyDomain.AsSpan(0, infix));
            }

            return;
        }

        AddSharedDomainNames(names, hostname, port, proxyDomain);
    }

    private static void AddKubernetesNames(List<string> names, string hostname, int port, ReadOnlySpan<char> proxyNamespace)
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
