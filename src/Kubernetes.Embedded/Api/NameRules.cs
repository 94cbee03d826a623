using System.Text.RegularExpressions;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The grammars of Kubernetes names. Each check answers the fault as the API words it, or null.</summary>
internal static partial class NameRules
{
    public static string? Subdomain(string name) => name.Length > 253
        ? "must be no more than 253 characters"
        : SubdomainPattern().IsMatch(name)
            ? null
            : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    public static string? Label(string name) => name.Length > 63
        ? "must be no more than 63 characters"
        : LabelPattern().IsMatch(name)
            ? null
            : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    public static string? Rfc1035Label(string name) => name.Length > 63
        ? "must be no more than 63 characters"
        : Rfc1035Pattern().IsMatch(name)
            ? null
            : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    /// <summary>Names that may stand in a path: RBAC roles and bindings.</summary>
    public static string? PathSegment(string name) => name is "." or ".." || name.AsSpan().ContainsAny('/', '%')
        ? $"may not contain '/' or '%' and may not be '.' or '..'"
        : null;

    public static string? QualifiedName(string name)
    {
        var slash = name.IndexOf('/');
        if (slash >= 0 && (slash == 0 || Subdomain(name[..slash]) is not null))
        {
            return "prefix part " + (slash == 0 ? "must be non-empty" : Subdomain(name[..slash]));
        }

        var local = name[(slash + 1)..];
        if (local.Length == 0)
        {
            return "name part must be non-empty";
        }

        return local.Length > 63
            ? "name part must be no more than 63 characters"
            : QualifiedPattern().IsMatch(local)
                ? null
                : "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    }

    public static string? LabelValue(string value) => value.Length > 63
        ? "must be no more than 63 characters"
        : value.Length == 0 || QualifiedPattern().IsMatch(value)
            ? null
            : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Rfc1035Pattern();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z")]
    private static partial Regex QualifiedPattern();
}
