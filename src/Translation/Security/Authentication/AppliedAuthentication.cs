using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Security.Authentication;

/// <summary>The token rules of a proxy, by issuer.</summary>
internal static class AppliedAuthentication
{
    public static IReadOnlyList<JwtRule> Of(ProxyNode node, MeshView view)
    {
        var proxy = PolicyAttachment.Of(node, view);
        var root = view.RootNamespace;
        return
        [
            .. view.In<RequestAuthentication>(node.Namespace)
                .Concat(node.Namespace == root ? [] : view.In<RequestAuthentication>(root))
                .Where(policy => proxy.Attaches(
                    policy.Meta.Namespace, root, policy.Spec.Selector, policy.Spec.TargetRef, policy.Spec.TargetRefs))
                .SelectMany(policy => policy.Spec.JwtRules)
                .OrderBy(rule => rule.Issuer, StringComparer.Ordinal),
        ];
    }
}
