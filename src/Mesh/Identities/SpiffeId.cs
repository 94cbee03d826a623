namespace MeshActors.Mesh.Identities;

/// <summary>How the mesh names workloads: <c>spiffe://trust-domain/ns/namespace/sa/service-account</c>.</summary>
public static class SpiffeId
{
    public const string Scheme = "spiffe://";

    /// <summary>
    /// The identity of a service account. <c>@</c> is not allowed in a trust domain (some clouds put one into theirs) and
    /// becomes a dot. Empty parts are kept, as Istio does: such an identity matches nobody.
    /// </summary>
    public static string Of(string trustDomain, string @namespace, string serviceAccount) =>
        $"{Scheme}{trustDomain.Replace('@', '.')}/ns/{@namespace}/sa/{serviceAccount}";

    /// <summary>Takes an identity apart; false for what is not of that form.</summary>
    public static bool TryParse(string id, out string trustDomain, out string @namespace, out string serviceAccount)
    {
        var parts = id.StartsWith(Scheme, StringComparison.Ordinal) ? id[Scheme.Length..].Split('/') : [];
        if (parts is [var domain, "ns", var ns, "sa", var account])
        {
            (trustDomain, @namespace, serviceAccount) = (domain, ns, account);
            return true;
        }

        (trustDomain, @namespace, serviceAccount) = ("", "", "");
        return false;
    }
}
