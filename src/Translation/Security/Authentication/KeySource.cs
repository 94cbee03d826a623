using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Security.Authentication;

/// <summary>Where a rule's keys come from.</summary>
/// <param name="Keys">The key set itself; null where it is not known.</param>
/// <param name="Cluster">The cluster through which the data plane fetches it; null where it does not.</param>
internal readonly record struct KeySource(string? Keys, string? Cluster)
{
    public static KeySource Of(JwtRule rule, IJsonWebKeySets keys, MeshView view)
    {
        var fetching = view.Mesh.Features.JwksFetching;
        if (fetching == JwksFetching.ControlPlane || rule.JwksUri.Length == 0 || !Uri.TryCreate(rule.JwksUri, UriKind.Absolute, out var uri))
        {
            return new(rule.Jwks.Length > 0 ? rule.Jwks : keys.Find(rule.Issuer, rule.JwksUri), null);
        }

        // Addresses stand without brackets in the names of clusters.
        var host = uri.DnsSafeHost;
        var hostname = MeshServices.HostnameOf(host, view);
        return hostname is not null || fetching == JwksFetching.DataPlane
            ? new(null, Naming.ClusterName(Naming.Outbound, "", hostname ?? host, uri.Port))
            : new(keys.Find(rule.Issuer, rule.JwksUri), null);
    }
}
