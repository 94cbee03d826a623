using System.Text.Json;
using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Authz;

/// <summary>Reads the members of a case.</summary>
internal static class CaseFields
{
    public static string Text(this CaseFile file, string name) => file.Content.GetProperty(name).GetString()!;

    public static bool Flag(this CaseFile file, string name) =>
        file.Content.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    public static IReadOnlyList<string> Texts(this CaseFile file, string name) => file.Content.GetProperty(name).Texts();

    public static IReadOnlyList<string> Texts(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    public static JsonElement? Find(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
