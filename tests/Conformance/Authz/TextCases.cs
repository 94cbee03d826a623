using System.Text.Json;
using MeshActors.Conformance.Cases;
using MeshActors.Translation.Security.Authorization;

namespace MeshActors.Conformance.Authz;

/// <summary>Cases of texts that are taken apart.</summary>
internal static class TextCases
{
    public static IEnumerable<AuthzValue> ConvertToPort(CaseFile file)
    {
        var expected = file.Content.Find("expected");
        var permission = PermissionAttributes.DestinationPort.AnyOf("", [file.Text("value")], default, Connectives.OfPermissions);
        yield return new("port", expected?.GetRawText(), PermissionAttributes.ParsePort(file.Text("value"))?.ToString());
        if (file.Content.Find("expectedErrorPrefix") is { } prefix)
        {
            yield return AuthzValue.OfFlag("error", true, permission.Error?.StartsWith(prefix.GetString()!, StringComparison.Ordinal) ?? false);
        }
    }

    public static IEnumerable<AuthzValue> NameInBrackets(CaseFile file) =>
        [AuthzValue.OfText("name", file.Content.Find("expected")?.GetString(), AttributeNames.InBrackets(file.Text("value")))];

    public static IEnumerable<AuthzValue> NameInNestedBrackets(CaseFile file) =>
    [
        new(
            "names",
            file.Content.Find("expected")?.GetRawText(),
            AttributeNames.InNestedBrackets(file.Text("value")) is { } names ? JsonSerializer.Serialize(names) : null),
    ];
}
