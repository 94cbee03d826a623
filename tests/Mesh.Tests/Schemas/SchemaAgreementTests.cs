using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.Schemas;

/// <summary>
/// The bundled definitions and the readers of the mesh are written apart. What the API server takes and what the mesh reads
/// must be the same fields and names: these tests walk both.
/// </summary>
public sealed class SchemaAgreementTests
{
    // Older spellings, which the reader takes as the usual name and reports under it.
    private static readonly string[] Aliases = ["jwks_uri", "mirror_percent"];

    // Members that come from the status, or from a field that some kinds name otherwise.
    private static readonly HashSet<(Type, string)> Elsewhere =
    [
        (typeof(ServiceEntry), nameof(ServiceEntry.AllocatedAddresses)),
        (typeof(WorkloadEntry), nameof(WorkloadEntry.Healthy)),
        (typeof(WorkloadSelector), nameof(WorkloadSelector.Labels)),
    ];

    [Fact]
    public void SchemaField_WithAMisfit_IsReportedByTheReader()
    {
        var fields = Fields().Where(field => !field.IsFreeForm && !Aliases.Contains(field.Name)).ToList();

        fields.Count.ShouldBeGreaterThan(500);
        fields.Where(field => field.Read(field.Misfit()).All(error => error.Path != field.Path))
            .Select(field => $"{field.Kind.Kind} {field.Path}").ShouldBeEmpty();
    }

    [Fact]
    public void SchemaName_OfAnEnum_IsReadWithoutError() =>
        Fields().Where(field => field.Names is not null)
            .SelectMany(field => field.Names!.Where(name => field.Item.Read(name).Count > 0).Select(name => $"{field.Kind.Kind} {field.Path}: {name}"))
            .ShouldBeEmpty();

    [Fact]
    public void ReaderName_OfAnEnum_IsInTheSchema()
    {
        foreach (var field in Fields().Where(field => field.Names is not null))
        {
            const string Opening = "expected one of ";
            var reason = field.Item.Read("no such value").ShouldHaveSingleItem().Reason;
            reason.ShouldStartWith(Opening);
            var read = reason[Opening.Length..reason.IndexOf(", got ", StringComparison.Ordinal)].Split(", ");
            read.Select(Folded).ShouldBe(field.Names!.Select(Folded), ignoreOrder: true, $"{field.Kind.Kind} {field.Path}");
        }
    }

    [Fact]
    public void RecordMember_OfAKind_IsInTheSchema() =>
        BundledSchemas.All.SelectMany(kind => Missing(SpecType(kind.Kind), kind.Spec, kind.Kind.Kind)).ShouldBeEmpty();

    private static IEnumerable<SchemaField> Fields() => BundledSchemas.All.SelectMany(kind => BundledSchemas.Fields(kind.Kind, kind.Spec));

    private static string Folded(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static Type SpecType(ResourceKind kind) => typeof(IResourceSpec).Assembly.GetTypes().Single(type =>
        type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IResourceSpec))
        && type.GetProperty(nameof(IResourceSpec.Kind), BindingFlags.Public | BindingFlags.Static)!.GetValue(null) is ResourceKind its && its == kind);

    private static IEnumerable<string> Missing(Type record, JsonObject schema, string place)
    {
        foreach (var member in record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.SetMethod is not null && !Elsewhere.Contains((record, member.Name))))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name);
            if (schema["properties"]?[name] is not JsonObject field)
            {
                yield return $"{place}.{name}";
                continue;
            }

            var item = Item(member.PropertyType);
            foreach (var missing in item.Assembly == typeof(IResourceSpec).Assembly && item.IsClass ? Missing(item, ItemSchema(field), $"{place}.{name}") : [])
            {
                yield return missing;
            }
        }
    }

    private static Type Item(Type type) => Nullable.GetUnderlyingType(type)
        ?? (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyDictionary<,>))
            ? type.GetGenericArguments()[^1]
            : type);

    private static JsonObject ItemSchema(JsonObject schema) => (schema["items"] ?? schema["additionalProperties"]) is JsonObject inner ? ItemSchema(inner) : schema;
}
