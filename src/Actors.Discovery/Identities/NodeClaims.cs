using MeshActors.Grpc;
using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Actors.Discovery.Identities;

/// <summary>
/// Holds what a node says of itself against what its caller has proved, as istiod does: one identity must be of the namespace, and of
/// the service account where the node names one.
/// </summary>
internal static class NodeClaims
{
    /// <param name="node">The node as it describes itself.</param>
    /// <param name="identities">What its caller has proved; null where nobody was asked.</param>
    /// <returns>The node with its identity, if it has one.</returns>
    /// <exception cref="RpcException">It claims to be somebody else.</exception>
    public static ProxyNode Check(ProxyNode node, IReadOnlyList<string>? identities)
    {
        if (identities is null)
        {
            return node;
        }

        foreach (var text in identities)
        {
            if (SpiffeIdentity.TryParse(text, out var identity)
                && (node.Namespace.Length == 0 || identity.Namespace == node.Namespace)
                && (node.ServiceAccount.Length == 0 || identity.ServiceAccount == node.ServiceAccount))
            {
                return node with { VerifiedIdentity = text };
            }
        }

        throw new RpcException(new RpcStatus(
            StatusCode.PermissionDenied,
            $"authorization failed: no identities ([{string.Join(' ', identities)}]) matched {node.Namespace}/{node.ServiceAccount}"));
    }
}
