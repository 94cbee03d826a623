using Envoy.Config.Rbac.V3;
using Envoy.Type.Matcher.V3;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Token principals, <c>ISSUER/SUBJECT</c>, as conditions on the two claims.</summary>
internal static class RequestPrincipals
{
    public static Principal Of(IReadOnlyList<string> values, Connectives<Principal> join)
    {
        var principals = values.Select(value => One(value, join)).ToList();
        return principals is [var only] ? only : join.Any(principals);
    }

    private static Principal One(string value, Connectives<Principal> join)
    {
        var (issuer, subject) = Claims(value);
        return join.All([Claim("iss", issuer), Claim("sub", subject)]);
    }

    private static (StringMatcher Issuer, StringMatcher Subject) Claims(string value)
    {
        // The last slash divides, since issuers are mostly URLs.
        var slash = value.LastIndexOf('/');
        var divided = slash >= 0;
        var issuer = divided ? value[..slash] : value;
        var subject = divided ? value[(slash + 1)..] : "";
        return value switch
        {
            "*" => (TextMatchers.Any(), TextMatchers.Any()),
            ['*', ..] when divided => (issuer == "*" ? TextMatchers.Any() : TextMatchers.Suffix(issuer[1..]), TextMatchers.Exact(subject)),
            ['*', .. var end] => (TextMatchers.Any(), TextMatchers.Suffix(end)),
            [.., '*'] when divided => (TextMatchers.Exact(issuer), subject == "*" ? TextMatchers.Any() : TextMatchers.Prefix(subject[..^1])),
            [.. var start, '*'] => (TextMatchers.Prefix(start), TextMatchers.Any()),
            _ => (TextMatchers.Exact(issuer), TextMatchers.Exact(subject)),
        };
    }

    private static Principal Claim(string name, StringMatcher value) => new() { Metadata = MetadataMatchers.Claim(name, value) };
}
