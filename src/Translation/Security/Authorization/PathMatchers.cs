using Envoy.Extensions.Path.Match.UriTemplate.V3;
using Envoy.Type.Matcher.V3;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Policy values as matches of a request's path.</summary>
internal static class PathMatchers
{
    private const string OneSegment = "{*}";
    private const string AnySegments = "{**}";

    public static bool IsTemplate(string path) =>
        path.Contains(OneSegment, StringComparison.Ordinal) || path.Contains(AnySegments, StringComparison.Ordinal);

    public static PathMatcher Of(string path) => new() { Path = TextMatchers.Of(path) };

    public static UriTemplateMatchConfig Template(string path) => new()
    {
        PathTemplate = path.Replace(OneSegment, "*", StringComparison.Ordinal).Replace(AnySegments, "**", StringComparison.Ordinal),
    };
}
