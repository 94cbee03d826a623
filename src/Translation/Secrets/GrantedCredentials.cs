using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Secrets;

/// <summary>
/// The credentials that the Gateways of a proxy name and that they may use: those of the gateway's own namespace if the proxy
/// runs there, and those that another namespace granted.
/// </summary>
internal static class GrantedCredentials
{
    private const string ServiceAccountAnnotation = "internal.istio.io/service-account-name";
    private const string ParentNamespaceAnnotation = "internal.istio.io/parent-namespace";
    private const string ParentsAnnotation = "internal.istio.io/parents";
    private const string GatewayKind = "Gateway";
    private const string ListenerSetKind = "ListenerSet";
    private const string Builtin = "builtin://";

    public static IReadOnlySet<string> Of(MergedGateway? gateways, SpiffeIdentity proxy, ICredentials credentials)
    {
        var granted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in gateways?.Listeners.SelectMany(listener => listener.Servers) ?? [])
        {
            if (server.Server.Tls is { } tls && IsOfProxy(server.Gateway, proxy))
            {
                Add(granted, tls, server.Gateway, proxy, credentials);
            }
        }

        return granted;
    }

    private static bool IsOfProxy(Config<Gateway> gateway, SpiffeIdentity proxy)
    {
        var ns = gateway.Meta.Annotations.GetValueOrDefault(ParentNamespaceAnnotation) is { Length: > 0 } parent ? parent : gateway.Meta.Namespace;
        var account = gateway.Meta.Annotations.GetValueOrDefault(ServiceAccountAnnotation, "");
        return proxy.Namespace == ns && (account.Length == 0 || proxy.ServiceAccount == account);
    }

    private static void Add(HashSet<string> granted, ServerTlsSettings tls, Config<Gateway> gateway, SpiffeIdentity proxy, ICredentials credentials)
    {
        // A ListenerSet may live apart from its Gateway, which has agreed to it.
        var isListenerSet = gateway.Meta.Annotations.GetValueOrDefault(ParentsAnnotation, "").StartsWith(ListenerSetKind + "/", StringComparison.Ordinal);
        var home = isListenerSet ? gateway.Meta.Namespace : proxy.Namespace;
        var isTrusted = isListenerSet || gateway.Meta.Namespace == proxy.Namespace;
        IReadOnlyList<string> names = tls.CredentialNames.Count > 0 ? tls.CredentialNames : [tls.CredentialName];
        foreach (var name in names.Where(name => name.Length > 0 && !name.StartsWith(Builtin, StringComparison.Ordinal)))
        {
            var resource = SdsSecrets.ResourceName(name);
            if (MayUse(resource))
            {
                granted.Add(resource);
                if (tls.Mode is ServerTlsMode.Mutual or ServerTlsMode.OptionalMutual)
                {
                    granted.Add(resource + CredentialReference.CaSuffix);
                }
            }
        }

        if (tls.CaCertCredentialName is { Length: > 0 } authorities && MayUse(authorities))
        {
            granted.Add(authorities);
        }

        bool MayUse(string resource) => CredentialReference.Parse(resource, proxy.Namespace) is { } reference
            && ((isTrusted && reference.Namespace == home)
                || credentials.IsReferenceGranted(isListenerSet ? ListenerSetKind : GatewayKind, home, reference.Namespace, reference.Name));
    }
}
