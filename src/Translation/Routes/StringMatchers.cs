using Envoy.Type.Matcher.V3;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Routes;

/// <summary>Istio's string matches as Envoy's.</summary>
internal static class StringMatchers
{
    /// <summary>Null for a match that says nothing.</summary>
    public static StringMatcher? Of(StringMatch match) => match switch
    {
        { Exact: { } exact } => new() { Exact = exact },
        { Prefix: { } prefix } => new() { Prefix = prefix },
        { Regex: { } regex } => new() { SafeRegex = new() { Regex = regex } },
        _ => null,
    };

    /// <summary>Whether the match asks for no more than that there be a value: an empty one, or <c>*</c> as expression.</summary>
    public static bool IsPresence(StringMatch match) => match switch
    {
        { Exact: not null } or { Prefix: not null } => false,
        { Regex: { } regex } => regex == "*",
        _ => true,
    };
}
