using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Which of Envoy's statistics are kept beside Istio's own.</summary>
public sealed record ProxyStatsMatcher
{
    public IReadOnlyList<string> InclusionPrefixes { get; init; } = [];

    public IReadOnlyList<string> InclusionSuffixes { get; init; } = [];

    public IReadOnlyList<string> InclusionRegexps { get; init; } = [];

    internal static ProxyStatsMatcher Read(FieldReader fields) => new()
    {
        InclusionPrefixes = fields.Texts("inclusionPrefixes"),
        InclusionSuffixes = fields.Texts("inclusionSuffixes"),
        InclusionRegexps = fields.Texts("inclusionRegexps"),
    };
}
