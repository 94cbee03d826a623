using System.Text.Json.Nodes;
using MeshActors.Mesh.Objects;
using MeshActors.Testing;
using MeshActors.Yaml;

namespace MeshActors.Mesh.Tests.Schemas;

/// <summary>The schemas of the definitions that the project ships.</summary>
internal static class BundledSchemas
{
    /// <summary>The schema of each kind's spec; all versions of a kind share one.</summary>
    public static IReadOnlyList<(ResourceKind Kind, JsonObject Spec)> All { get; } =
        [.. Directory.GetFiles(Path.Combine(SharedData.Repository, "deploy", "crds"), "*.yaml").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Every field below a schema, through lists and maps too.</summary>
    public static IEnumerable<SchemaField> Fields(ResourceKind kind, JsonObject spec) => Below(new SchemaField(kind, "spec", [], spec));

    private static IEnumerable<SchemaField> Below(SchemaField parent) =>
        from member in parent.Item.Schema["properties"]?.AsObject() ?? []
        from field in Below(parent.Item.Member(member.Key, member.Value!.AsObject())).Prepend(parent.Item.Member(member.Key, member.Value!.AsObject()))
        select field;

    private static (ResourceKind Kind, JsonObject Spec) Read(string file)
    {
        var crd = JsonNode.Parse(YamlDocuments.ToJson(File.ReadAllText(file)).ShouldHaveSingleItem().Span)!;
        var kind = ResourceKinds.Find(crd["spec"]!["group"]!.GetValue<string>(), crd["spec"]!["names"]!["kind"]!.GetValue<string>());
        var versions = crd["spec"]!["versions"]!.AsArray().Select(v => v!["schema"]!["openAPIV3Schema"]!).ToList();
        versions.ShouldAllBe(version => JsonNode.DeepEquals(version, versions[0]), file);
        return (kind.ShouldNotBeNull(file), versions[0]["properties"]!["spec"]!.AsObject());
    }
}
