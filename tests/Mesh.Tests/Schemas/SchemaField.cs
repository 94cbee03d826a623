using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Tests.Schemas;

/// <summary>A field of a kind's schema, and documents that hold this field alone.</summary>
/// <param name="Path">Where the reader finds the field in such a document.</param>
/// <param name="Around">What wraps the field's value into the spec, innermost last.</param>
internal sealed record SchemaField(ResourceKind Kind, string Path, IReadOnlyList<Func<JsonNode, JsonNode>> Around, JsonObject Schema)
{
    private const string Key = "key";

    /// <summary>The field, or an item of it where it is a list or a map.</summary>
    public SchemaField Item => Type switch
    {
        "array" => Inner($"{Path}[0]", value => new JsonArray(value), Schema["items"]!.AsObject()).Item,
        "object" when Schema["additionalProperties"] is JsonObject values => Inner($"{Path}[{Key}]", value => new JsonObject { [Key] = value }, values).Item,
        _ => this,
    };

    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    public bool IsFreeForm => Schema["x-kubernetes-preserve-unknown-fields"] is not null;

    /// <summary>The names that the field, or its items, may hold; null where it is no enum.</summary>
    public IReadOnlyList<string>? Names => Item.Schema["enum"]?.AsArray().Select(name => name!.GetValue<string>()).ToList();

    private string Type => Schema["type"]!.GetValue<string>();

    public SchemaField Member(string name, JsonObject schema) => Inner($"{Path}.{name}", value => new JsonObject { [name] = value }, schema);

    /// <summary>What the reader says of an object whose spec holds nothing but this field.</summary>
    public IReadOnlyList<FieldError> Read(JsonNode value)
    {
        var document = new JsonObject
        {
            ["apiVersion"] = $"{Kind.Group}/v1",
            ["kind"] = Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = "probe", ["namespace"] = "default" },
            ["spec"] = Around.Reverse().Aggregate(value, (inner, wrap) => wrap(inner)),
        };
        return ObjectParser.Parse(Encoding.UTF8.GetBytes(document.ToJsonString())).Errors;
    }

    /// <summary>A value of a type that the field cannot have.</summary>
    public JsonNode Misfit() => Type == "string" && Names is null ? 1.5 : "no such value";

    private SchemaField Inner(string path, Func<JsonNode, JsonNode> wrap, JsonObject schema) => new(Kind, path, [.. Around, wrap], schema);
}
