using System.Globalization;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Translation.Routes;

/// <summary>Which virtual hosts a gRPC client that dials one host needs: without the others it hears of no other service's changes.</summary>
internal static class GrpcHosts
{
    public static bool Serves(IReadOnlyList<string> domains, string hostname, int port)
    {
        var host = hostname.ToLowerInvariant();
        var bracketed = HostDomains.Bracketed(host);
        var wantedPort = port.ToString(CultureInfo.InvariantCulture);
        foreach (var domain in domains)
        {
            var (name, domainPort) = Split(domain.ToLowerInvariant());
            if (domainPort is not null && domainPort != wantedPort)
            {
                continue;
            }

            if (name == bracketed || (Hostname.IsWildcard(name) && Hostname.Matches(name, host)))
            {
                return true;
            }
        }

        return false;
    }

    private static (string Name, string? Port) Split(string domain)
    {
        var colon = domain.LastIndexOf(':');
        return colon > domain.LastIndexOf(']') && colon >= 0 ? (domain[..colon], domain[(colon + 1)..]) : (domain, null);
    }
}
