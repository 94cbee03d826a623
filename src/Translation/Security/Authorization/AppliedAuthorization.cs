using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>The authorization policies of a proxy, those of the root namespace first, each namespace's oldest first.</summary>
internal readonly record struct AppliedAuthorization(ReferenceSequence<Config<AuthorizationPolicy>> Policies)
{
    public static AppliedAuthorization Of(ProxyNode node, MeshView view) => Of(
        PolicyAttachment.Of(node, view),
        view.RootNamespace,
        view.In<AuthorizationPolicy>(view.RootNamespace)
            .Concat(node.Namespace == view.RootNamespace ? [] : view.In<AuthorizationPolicy>(node.Namespace)));

    public static AppliedAuthorization Of(PolicyAttachment proxy, string rootNamespace, IEnumerable<Config<AuthorizationPolicy>> candidates) =>
        new(new([.. candidates.Where(policy => proxy.Attaches(
            policy.Meta.Namespace, rootNamespace, policy.Spec.Selector, policy.Spec.TargetRef, policy.Spec.TargetRefs))]));

    public IEnumerable<Config<AuthorizationPolicy>> With(AuthorizationAction action) =>
        Policies.Items.Where(policy => policy.Spec.Action == action);
}
