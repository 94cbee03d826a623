using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Secrets;

/// <summary>
/// Credentials that proxies fetch on the control plane's stream. A proxy gets what its verified identity may see: Secrets of
/// its own namespace if its service account may list them there, what its Gateways are granted, and authorities, which are
/// public. What it may not see is as if it did not exist.
/// </summary>
public sealed class SecretTranslator
{
    private readonly Memo<SecretInputs, EncodedResource?> _secrets = new();

    /// <summary>How many secrets were encoded so far.</summary>
    public long Misses => _secrets.Misses;

    public IReadOnlyList<EncodedResource> Translate(TranslationContext context, IReadOnlyCollection<string> names, ICredentials credentials)
    {
        var node = context.Node;
        if (node.VerifiedIdentity is not { } text || !SpiffeIdentity.TryParse(text, out var identity) || !credentials.Knows(node.ClusterId))
        {
            return [];
        }

        var lookup = new CredentialLookup(credentials, node.ClusterId, context.View.Globals.ConfigCluster);
        var hardware = (node.ProxyConfig ?? context.View.Mesh.DefaultConfig).PrivateKeyProvider;
        bool? mayList = null;
        IReadOnlySet<string>? granted = null;
        var resources = new List<EncodedResource>(names.Count);
        foreach (var name in names)
        {
            if (CredentialReference.Parse(name, identity.Namespace) is { } reference
                && MaySee(name, reference)
                && lookup.Find(reference) is { } source
                && _secrets.GetOrAdd(new(name, new([source]), reference.AsksForAuthorities, hardware), Build) is { } resource)
            {
                resources.Add(resource);
            }
        }

        return resources;

        bool MaySee(string name, CredentialReference reference) => reference.Store switch
        {
            CredentialStore.ConfigMap => true,
            CredentialStore.GatewaySecret => (granted ??= Granted(context, identity, credentials)).Contains(name),
            _ => reference.Namespace == identity.Namespace
                && (reference.AsksForAuthorities
                    || (mayList ??= credentials.MayListSecrets(node.ClusterId, identity.Namespace, identity.ServiceAccount))),
        };
    }

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep() => _secrets.Sweep();

    private static IReadOnlySet<string> Granted(TranslationContext context, SpiffeIdentity identity, ICredentials credentials) =>
        GrantedCredentials.Of(context.View.GatewaysOf(context.Node), identity, credentials);

    private static EncodedResource? Build(SecretInputs inputs) =>
        SecretResources.Build(inputs.Name, inputs.Source.Items[0], inputs.AsksForAuthorities, inputs.Hardware);

    private readonly record struct SecretInputs(string Name, ReferenceSequence<MeshObject> Source, bool AsksForAuthorities, PrivateKeyProvider? Hardware);
}
