namespace MeshActors.Translation.Security.Authorization;

/// <summary>
/// The mesh's trust domain and its aliases. An identity of one of them counts for all, so that policies outlive a change of
/// the trust domain; <c>cluster.local</c> in a policy always means the mesh's own.
/// </summary>
/// <param name="Names">The own domain first; empty where policies are to be taken as they are.</param>
internal sealed record TrustDomains(ValueList<string> Names)
{
    private const string OwnDomain = "cluster.local";
    private const int IdentityParts = 5;
    private const int MostRepeated = 256;

    public static readonly TrustDomains None = new([]);

    public static TrustDomains Of(string own, IEnumerable<string> aliases) => new([own, .. aliases]);

    /// <summary>
    /// Principals (<c>TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT</c>) in every domain that theirs stands for. Done again, as Istio does in places,
    /// this repeats them with every alias: nothing changes but the length, which must not grow without end.
    /// </summary>
    public IReadOnlyList<string> OfPrincipals(IReadOnlyList<string> principals, int times)
    {
        for (var i = 0; i < times && (i == 0 || (Names.Count > 1 && principals.Count * Names.Count <= MostRepeated)); i++)
        {
            principals = [.. principals.SelectMany(InEveryDomain)];
        }

        return principals;
    }

    /// <summary>All domains in the place of each that is one of them.</summary>
    public IReadOnlyList<string> OfTrustDomains(IReadOnlyList<string> domains) =>
        [.. domains.SelectMany(domain => Names.Contains(domain) ? (IEnumerable<string>)Names : [domain]).Distinct()];

    private IEnumerable<string> InEveryDomain(string principal)
    {
        var parts = principal.Split('/');

        // "*" in the place of the domain leaves it open.
        if (parts.Length != IdentityParts || parts[0] == "*" || !IsOwn(parts[0]))
        {
            return [principal];
        }

        var rest = principal[parts[0].Length..];
        return Names.Select(name => EndsAs(name, parts[0]) ? principal : name + rest).Distinct();
    }

    private bool IsOwn(string domain) => domain == OwnDomain || Names.Any(name =>
        domain == name || name == "*" || BeginsAs(domain, name) || BeginsAs(name, domain) || EndsAs(domain, name) || EndsAs(name, domain));

    private static bool BeginsAs(string text, string pattern) => pattern is [.. var start, '*'] && text.StartsWith(start, StringComparison.Ordinal);

    private static bool EndsAs(string text, string pattern) => pattern is ['*', .. var end] && text.EndsWith(end, StringComparison.Ordinal);
}
