namespace MeshActors.Translation.Security.Authorization;

/// <summary>Attributes as conditions of policies name them.</summary>
internal static class AttributeNames
{
    public const string DestinationIp = "destination.ip";
    public const string DestinationPort = "destination.port";
    public const string ConnectionSni = "connection.sni";
    public const string EnvoyFilterPrefix = "experimental.envoy.filters.";
    public const string SourceIp = "source.ip";
    public const string RemoteIp = "remote.ip";
    public const string SourceNamespace = "source.namespace";
    public const string SourceTrustDomain = "source.trustDomain";
    public const string SourceServiceAccount = "source.serviceAccount";
    public const string SourcePrincipal = "source.principal";
    public const string RequestPrincipal = "request.auth.principal";
    public const string RequestAudiences = "request.auth.audiences";
    public const string RequestPresenter = "request.auth.presenter";
    public const string RequestHeaders = "request.headers";
    public const string RequestClaims = "request.auth.claims";

    /// <summary>The name in <c>[name]</c>, or null where there are no brackets.</summary>
    public static string? InBrackets(string text) => text is ['[', .., ']'] ? text[1..^1] : null;

    /// <summary>
    /// The names in <c>[a][b][c]</c>. Where brackets do not follow each other so, what the outermost ones hold is one name;
    /// null where there are none.
    /// </summary>
    public static IReadOnlyList<string>? InNestedBrackets(string text)
    {
        var names = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '[' ? text.AsSpan(at + 1).IndexOfAny('[', ']') + at + 1 : -1;
            if (end <= at || text[end] != ']')
            {
                return InBrackets(text) is { } whole ? [whole] : null;
            }

            names.Add(text[(at + 1)..end]);
            at = end + 1;
        }

        return names;
    }
}
