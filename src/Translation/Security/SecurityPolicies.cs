using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Security;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Security.Authentication;
using MeshActors.Translation.Security.Authorization;

namespace MeshActors.Translation.Security;

/// <summary>
/// The filters of authentication and authorization policies. Proxies to which the same policies are attached share them, and
/// get the same instance until one of the policies, or something that they name, changes.
/// </summary>
/// <param name="keys">The keys of token issuers.</param>
public sealed class SecurityPolicies(IJsonWebKeySets keys) : IListenerPolicies
{
    private readonly Memo<AuthorizerInputs, ExternalAuthorizers> _authorizers = new();
    private readonly Memo<PolicyInputs, ListenerPolicies> _policies = new();

    /// <inheritdoc/>
    public ListenerPolicies For(TranslationContext context, IReadOnlyList<ServiceTarget> targets)
    {
        var authorization = AppliedAuthorization.Of(context.Node, context.View);
        var tokens = AppliedAuthentication.Of(context.Node, context.View);
        if (authorization.Policies.Items.Count == 0 && tokens.Count == 0)
        {
            return ListenerPolicies.None;
        }

        var mesh = context.View.Mesh;
        return _policies.GetOrAdd(
            new(
                authorization,
                authorization.With(AuthorizationAction.Custom).Any() ? Authorizers(context) : null,
                TrustDomains.Of(mesh.TrustDomain, mesh.TrustDomainAliases),
                new(tokens),
                [.. tokens.Select(rule => KeySource.Of(rule, keys, context.View))],
                context.Node.Type != ProxyType.Sidecar,
                context.Node.Type == ProxyType.Waypoint,
                mesh.Features.SeveralAuthorizers),
            Build);
    }

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep()
    {
        _authorizers.Sweep();
        _policies.Sweep();
    }

    private ExternalAuthorizers Authorizers(TranslationContext context) =>
        _authorizers.GetOrAdd(AuthorizerInputs.Of(context.View), inputs => new ExternalAuthorizers(inputs));

    private static ListenerPolicies Build(PolicyInputs inputs)
    {
        var (policies, domains, several, inTunnel) = (inputs.Authorization, inputs.Domains, inputs.SeveralAuthorizers, inputs.IsInTunnel);
        return new()
        {
            ExternalAuthorization = inputs.Authorizers is { } http ? ExternalAuthorizationFilters.Http(policies, http, domains, several, inTunnel) : [],
            Authentication = JwtFilters.Of(inputs.Tokens.Items, inputs.Keys, inputs.IsGateway) is { } filter ? [filter] : [],
            Authorization = AuthorizationFilters.Http(policies, domains, inTunnel),
            TcpExternalAuthorization = inputs.Authorizers is { } tcp ? ExternalAuthorizationFilters.Tcp(policies, tcp, domains, several, inTunnel) : [],
            TcpAuthorization = AuthorizationFilters.Tcp(policies, domains, inTunnel),
        };
    }

    /// <param name="IsInTunnel">Whether what is told of peers is left by the end of a tunnel, as in waypoints.</param>
    private readonly record struct PolicyInputs(
        AppliedAuthorization Authorization,
        ExternalAuthorizers? Authorizers,
        TrustDomains Domains,
        ReferenceSequence<JwtRule> Tokens,
        ValueList<KeySource> Keys,
        bool IsGateway,
        bool IsInTunnel,
        bool SeveralAuthorizers);
}
