using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>How tokens of one issuer are found and checked.</summary>
public sealed record JwtRule
{
    public string Issuer { get; init; } = "";

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public string JwksUri { get; init; } = "";

    /// <summary>The keys themselves, instead of <see cref="JwksUri"/>.</summary>
    public string Jwks { get; init; } = "";

    public IReadOnlyList<JwtHeader> FromHeaders { get; init; } = [];

    public IReadOnlyList<string> FromParams { get; init; } = [];

    public string OutputPayloadToHeader { get; init; } = "";

    public IReadOnlyList<string> FromCookies { get; init; } = [];

    public bool ForwardOriginalToken { get; init; }

    public IReadOnlyList<ClaimToHeader> OutputClaimToHeaders { get; init; } = [];

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<string> SpaceDelimitedClaims { get; init; } = [];

    public JwtPresence Presence { get; init; }

    internal static JwtRule Read(FieldReader fields) => new()
    {
        Issuer = fields.Text("issuer"),
        Audiences = fields.Texts("audiences"),
        JwksUri = fields.Text("jwksUri"),
        Jwks = fields.Text("jwks"),
        FromHeaders = fields.Messages("fromHeaders", JwtHeader.Read),
        FromParams = fields.Texts("fromParams"),
        OutputPayloadToHeader = fields.Text("outputPayloadToHeader"),
        FromCookies = fields.Texts("fromCookies"),
        ForwardOriginalToken = fields.Flag("forwardOriginalToken"),
        OutputClaimToHeaders = fields.Messages("outputClaimToHeaders", ClaimToHeader.Read),
        Timeout = fields.Duration("timeout"),
        SpaceDelimitedClaims = fields.Texts("spaceDelimitedClaims"),
        Presence = fields.Enum<JwtPresence>("presence"),
    };
}
