using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.NameTables;

/// <summary>What the name table reads of a proxy: proxies with an equal view and scope share it.</summary>
/// <param name="Addresses">By which addresses it knows services.</param>
/// <param name="Network">Its network: pods of others cannot be reached by address.</param>
/// <param name="OwnClusterOnly">Whether names of headless services lead to pods of its own cluster alone.</param>
public sealed record NameTableView(AddressView Addresses, string Network, bool OwnClusterOnly)
{
    public static NameTableView Of(ProxyNode node, MeshFeatures features) =>
        new(AddressView.Of(node, features), node.Network, !features.MulticlusterHeadless);
}
