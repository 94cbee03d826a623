using MeshActors.Mesh.Hosts;

namespace MeshActors.Mesh.View;

/// <summary>What the short names in Istio's networking objects stand for.</summary>
public static class ShortNames
{
    /// <summary>
    /// The host name that is meant: a name without dots is a Kubernetes service of the object's own namespace. Wildcards,
    /// addresses and names with dots stand for themselves.
    /// </summary>
    public static string Host(string host, string ns, string domainSuffix)
    {
        if (host.Length == 0 || host == "*" || host.Contains('.') || IpText.IsAddress(host))
        {
            return host;
        }

        return domainSuffix.Length == 0 ? $"{host}.{ns}" : $"{host}.{ns}.svc.{domainSuffix}";
    }

    /// <summary>
    /// The gateway that is meant, as <c>namespace/name</c>: a bare name is in the object's own namespace, <c>./name</c> too;
    /// the old form <c>name.namespace</c>, with or without a domain behind, still counts. <c>mesh</c> stands for itself.
    /// </summary>
    public static string Gateway(string gateway, string ns)
    {
        if (gateway == MeshGateway)
        {
            return gateway;
        }

        var slash = gateway.IndexOf('/');
        if (slash >= 0)
        {
            return slash == 1 && gateway[0] == '.' ? string.Concat(ns, gateway.AsSpan(1)) : gateway;
        }

        var parts = gateway.Split('.', 3);
        return parts.Length == 1 ? $"{ns}/{gateway}" : $"{parts[1]}/{parts[0]}";
    }

    /// <summary>The gateway name that stands for all sidecars.</summary>
    public const string MeshGateway = "mesh";
}
