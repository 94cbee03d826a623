using System.Diagnostics.CodeAnalysis;

namespace MeshActors.Mesh.Identity;

/// <summary>A workload's identity: <c>spiffe://TRUST-DOMAIN/ns/NAMESPACE/sa/SERVICE-ACCOUNT</c>.</summary>
public sealed record SpiffeIdentity(string TrustDomain, string Namespace, string ServiceAccount)
{
    public const string Prefix = "spiffe://";

    /// <summary>
    /// The identity of a service account as text. <c>@</c> is not allowed in a trust domain (some clouds put one into theirs)
    /// and becomes a dot. Empty parts are kept, as in Istio: such an identity matches nobody.
    /// </summary>
    public static string TextOf(string trustDomain, string @namespace, string serviceAccount) =>
        new SpiffeIdentity(trustDomain.Replace('@', '.'), @namespace, serviceAccount).ToString();

    public override string ToString() => $"{Prefix}{TrustDomain}/ns/{Namespace}/sa/{ServiceAccount}";

    public static bool TryParse(string text, [NotNullWhen(true)] out SpiffeIdentity? identity)
    {
        identity = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = text[Prefix.Length..].Split('/');
        if (parts is not [var domain, "ns", var ns, "sa", var account])
        {
            return false;
        }

        identity = new(domain, ns, account);
        return true;
    }

    /// <summary>The names and, for SPIFFE ids among them, the same id in every alias of the trust domain; sorted, no repeats.</summary>
    public static IReadOnlyList<string> WithAliases(IReadOnlyList<string> names, IReadOnlyList<string> aliases)
    {
        var all = new SortedSet<string>(names, StringComparer.Ordinal);
        if (aliases.Count > 0)
        {
            foreach (var name in names)
            {
                if (TryParse(name, out var identity))
                {
                    foreach (var alias in aliases)
                    {
                        all.Add((identity with { TrustDomain = alias }).ToString());
                    }
                }
            }
        }

        return [.. all];
    }
}
