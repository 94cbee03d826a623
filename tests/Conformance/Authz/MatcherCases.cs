using Google.Protobuf;
using MeshActors.Conformance.Cases;
using MeshActors.Translation.Security.Authorization;

namespace MeshActors.Conformance.Authz;

/// <summary>Cases of values that become matchers.</summary>
internal static class MatcherCases
{
    public static IEnumerable<AuthzValue> Exact(CaseFile file) => Of(file, TextMatchers.Exact(file.Text("value"), file.Flag("ignoreCase")));

    public static IEnumerable<AuthzValue> Prefix(CaseFile file) => Of(file, TextMatchers.Prefix(file.Text("value"), file.Flag("ignoreCase")));

    public static IEnumerable<AuthzValue> Suffix(CaseFile file) => Of(file, TextMatchers.Suffix(file.Text("value"), file.Flag("ignoreCase")));

    public static IEnumerable<AuthzValue> Regex(CaseFile file) => Of(file, TextMatchers.Regex(file.Text("value")));

    public static IEnumerable<AuthzValue> WithPrefix(CaseFile file) => Of(file, TextMatchers.WithPrefix(file.Text("value"), file.Text("prefix")));

    public static IEnumerable<AuthzValue> Header(CaseFile file) => Of(file, HeaderMatchers.Of(file.Text("key"), file.Text("value")));

    public static IEnumerable<AuthzValue> Host(CaseFile file) => Of(file, HeaderMatchers.OfHost(file.Text("key"), file.Text("value")));

    public static IEnumerable<AuthzValue> Path(CaseFile file) => Of(file, PathMatchers.Of(file.Text("value")));

    public static IEnumerable<AuthzValue> PathTemplate(CaseFile file) => Of(file, PathMatchers.Template(file.Text("value")));

    private static IEnumerable<AuthzValue> Of<T>(CaseFile file, T got)
        where T : class, IMessage, new() =>
        [AuthzValue.OfMessage("matcher", file.Content.GetProperty("expected"), got)];
}
