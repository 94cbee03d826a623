using MeshActors.Mesh.Identity;

namespace MeshActors.Translation.Secrets;

/// <summary>Says why a proxy gets no resource of a name, for whoever has to put it right. By the rules of <see cref="SecretTranslator"/>.</summary>
public static class AbsentCredential
{
    /// <param name="context">The proxy.</param>
    /// <param name="name">A name of which <see cref="SecretTranslator"/> made nothing.</param>
    /// <param name="credentials">The credentials that it was given.</param>
    /// <returns>A sentence that names the object and holds nothing of its content.</returns>
    public static string ReasonOf(TranslationContext context, string name, ICredentials credentials)
    {
        var node = context.Node;
        if (node.VerifiedIdentity is not { } text || !SpiffeIdentity.TryParse(text, out var identity))
        {
            return "the proxy has not proved who it is, which takes the secure port and a client certificate or a token";
        }

        if (!credentials.Knows(node.ClusterId))
        {
            return $"cluster \"{node.ClusterId}\" is not known";
        }

        if (CredentialReference.Parse(name, identity.Namespace) is not { } reference)
        {
            return "it is not the name of a credential";
        }

        return Refusal(node.ClusterId, identity, reference, credentials)
            ?? Absence(new(credentials, node.ClusterId, context.View.Globals.ConfigCluster), reference);
    }

    private static string? Refusal(string cluster, SpiffeIdentity identity, CredentialReference reference, ICredentials credentials) => reference.Store switch
    {
        CredentialStore.ConfigMap => null,
        CredentialStore.Secret when reference.Namespace != identity.Namespace =>
            $"Secret {reference.Namespace}/{reference.Name} is not of the proxy's namespace, {identity.Namespace}",
        CredentialStore.Secret when !reference.AsksForAuthorities && !credentials.MayListSecrets(cluster, identity.Namespace, identity.ServiceAccount) =>
            $"service account {identity.Namespace}/{identity.ServiceAccount} may not list Secrets",
        CredentialStore.GatewaySecret when reference.Namespace != identity.Namespace
            && !credentials.IsReferenceGranted("Gateway", identity.Namespace, reference.Namespace, reference.Name) =>
            $"Secret {reference.Namespace}/{reference.Name} is of another namespace, which takes a ReferenceGrant",
        _ => null,
    };

    private static string Absence(CredentialLookup lookup, CredentialReference reference)
    {
        if (reference.Store == CredentialStore.ConfigMap)
        {
            return $"ConfigMap {reference.Namespace}/{reference.BareName} does not exist or has neither cacert nor ca.crt";
        }

        if (lookup.Find(reference) is not null)
        {
            return $"no Gateway that the proxy serves names Secret {reference.Namespace}/{reference.Name}";
        }

        return lookup.Exists(reference)
            ? $"Secret {reference.Namespace}/{reference.Name} has {(reference.AsksForAuthorities ? "neither cacert nor ca.crt" : "neither cert and key nor tls.crt and tls.key")}"
            : $"Secret {reference.Namespace}/{reference.Name} does not exist";
    }
}
