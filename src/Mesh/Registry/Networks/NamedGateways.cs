using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry.Networks;

/// <summary>The network gateways that are known by name, as those behind load balancers of some clouds are.</summary>
public static class NamedGateways
{
    /// <summary>Their names, each once; none where the installation does without (<c>RESOLVE_HOSTNAME_GATEWAYS</c>).</summary>
    public static IEnumerable<string> NamesIn(MeshGlobals globals, IEnumerable<NamespaceSnapshot> snapshots)
    {
        if (!globals.Mesh.Features.ResolvesGatewayNames)
        {
            return [];
        }

        var declared = globals.Networks.Networks.Values.SelectMany(network => network.Gateways).Select(gateway => gateway.Address ?? "");
        return declared.Concat(snapshots.SelectMany(snapshot => snapshot.NetworkGateways).Select(gateway => gateway.Address))
            .Where(address => address.Length > 0 && !IpText.IsAddress(address))
            .Distinct(StringComparer.Ordinal);
    }
}
