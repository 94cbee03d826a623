namespace MeshActors.Translation.Secrets;

/// <summary>Where a credential is kept.</summary>
internal enum CredentialStore
{
    /// <summary><c>kubernetes://</c>: a Secret of the proxy's own cluster, or else of the configuration's.</summary>
    Secret,

    /// <summary><c>kubernetes-gateway://</c>: a Secret of the cluster of the configuration, which Gateway API gateways name.</summary>
    GatewaySecret,

    /// <summary><c>configmap://</c>: a ConfigMap with authorities.</summary>
    ConfigMap,
}

/// <summary>A secret resource's name taken apart.</summary>
/// <param name="Store">Where it is kept.</param>
/// <param name="Namespace">The object's namespace.</param>
/// <param name="Name">The object's name; one that ends in <c>-cacert</c> asks for authorities.</param>
internal readonly record struct CredentialReference(CredentialStore Store, string Namespace, string Name)
{
    public const string CaSuffix = "-cacert";

    private const string SecretScheme = "kubernetes://";
    private const string GatewayScheme = "kubernetes-gateway://";
    private const string ConfigMapScheme = "configmap://";

    public bool AsksForAuthorities => Name.EndsWith(CaSuffix, StringComparison.Ordinal);

    /// <summary>The name without what asks for authorities.</summary>
    public string BareName => AsksForAuthorities ? Name[..^CaSuffix.Length] : Name;

    /// <param name="resource">The resource's name.</param>
    /// <param name="ownNamespace">The namespace of names that have none.</param>
    /// <returns>Null for names of no such form.</returns>
    public static CredentialReference? Parse(string resource, string ownNamespace)
    {
        if (After(resource, SecretScheme) is { } secret)
        {
            return secret.Split('/') is [var ns, var name, ..] ? new(CredentialStore.Secret, ns, name) : new(CredentialStore.Secret, ownNamespace, secret);
        }

        return After(resource, GatewayScheme) is { } gateway ? Qualified(CredentialStore.GatewaySecret, gateway)
            : After(resource, ConfigMapScheme) is { } map ? Qualified(CredentialStore.ConfigMap, map)
            : null;
    }

    private static CredentialReference? Qualified(CredentialStore store, string path) =>
        path.Split('/') is [{ Length: > 0 } ns, { Length: > 0 } name, ..] ? new(store, ns, name) : null;

    private static string? After(string resource, string scheme) =>
        resource.StartsWith(scheme, StringComparison.Ordinal) ? resource[scheme.Length..] : null;
}
