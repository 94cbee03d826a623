namespace MeshActors.Translation.Security.Authorization;

/// <summary>Authorizers by the names of their providers.</summary>
internal sealed class ExternalAuthorizers
{
    private const int MaxNameLength = 63;

    private readonly Dictionary<string, ExternalAuthorizer> _byName = new(StringComparer.Ordinal);

    public ExternalAuthorizers(AuthorizerInputs inputs)
    {
        for (var i = 0; i < inputs.Providers.Count; i++)
        {
            var provider = inputs.Providers[i];
            var authorizer = provider switch
            {
                { EnvoyExtAuthzGrpc: { } grpc } => AuthorizerConfig.Of(grpc, inputs.Hostnames[i]),
                { EnvoyExtAuthzHttp: { } http } => AuthorizerConfig.Of(http, inputs.Hostnames[i]),
                _ => null,
            };
            if (authorizer is not null)
            {
                // With two providers of one name nobody knows which is meant.
                _byName[provider.Name] = IsName(provider.Name) && !_byName.ContainsKey(provider.Name) ? authorizer : ExternalAuthorizer.Unusable;
            }
        }
    }

    public ExternalAuthorizer Find(string name) => _byName.GetValueOrDefault(name, ExternalAuthorizer.Unusable);

    // Names become part of metadata keys and rule names, and so are DNS labels.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-'
        && name[^1] != '-';
}
