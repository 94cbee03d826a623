using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The cross-origin policy of a route.</summary>
public sealed record CorsPolicy
{
    /// <summary>The older form of <see cref="AllowOrigins"/>, with exact origins.</summary>
    public IReadOnlyList<string> AllowOrigin { get; init; } = [];

    public IReadOnlyList<StringMatch> AllowOrigins { get; init; } = [];

    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    public TimeSpan? MaxAge { get; init; }

    public bool? AllowCredentials { get; init; }

    public UnmatchedPreflights UnmatchedPreflights { get; init; }

    internal static CorsPolicy Read(FieldReader fields) => new()
    {
        AllowOrigin = fields.Texts("allowOrigin"),
        AllowOrigins = fields.Messages("allowOrigins", StringMatch.Read),
        AllowMethods = fields.Texts("allowMethods"),
        AllowHeaders = fields.Texts("allowHeaders"),
        ExposeHeaders = fields.Texts("exposeHeaders"),
        MaxAge = fields.Duration("maxAge"),
        AllowCredentials = fields.FlagOrNull("allowCredentials"),
        UnmatchedPreflights = fields.Enum<UnmatchedPreflights>("unmatchedPreflights"),
    };
}
