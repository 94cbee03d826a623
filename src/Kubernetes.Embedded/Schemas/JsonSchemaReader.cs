using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>Turns the <c>openAPIV3Schema</c> of a CustomResourceDefinition into a <see cref="SchemaNode"/>.</summary>
internal static class JsonSchemaReader
{
    /// <exception cref="InvalidDataException">A pattern or type of the schema cannot be understood; the message names it.</exception>
    public static SchemaNode Read(JsonObject source)
    {
        var type = source.Text("type");
        var intOrString = source.Flag("x-kubernetes-int-or-string");
        return new SchemaNode
        {
            Type = intOrString ? SchemaType.Any : TypeOf(type),
            Format = source.Text("format"),
            Description = source.Text("description"),
            IntOrString = intOrString,
            PreserveUnknown = source.Flag("x-kubernetes-preserve-unknown-fields") || source["additionalProperties"] is JsonValue { } open && open.TryGetValue(out bool all) && all,
            EmbeddedResource = source.Flag("x-kubernetes-embedded-resource"),
            Nullable = source.Flag("nullable"),
            Properties = source.Map("properties") is { } properties
                ? properties.Where(p => p.Value is JsonObject).ToDictionary(p => p.Key, p => Read((JsonObject)p.Value!))
                : new Dictionary<string, SchemaNode>(),
            AdditionalProperties = source.Map("additionalProperties") is { } rest ? Read(rest) : null,
            Items = source.Map("items") is { } items ? Read(items) : null,
            Required = [.. source.List("required")?.Select(n => n.AsText() ?? "") ?? []],
            Default = source["default"]?.DeepClone(),
            ListKind = source.Text("x-kubernetes-list-type") switch { "set" => ListKind.Set, "map" => ListKind.Map, _ => ListKind.Atomic },
            MapKeys = [.. source.List("x-kubernetes-list-map-keys")?.Select(n => n.AsText() ?? "") ?? []],
            AtomicMap = source.Text("x-kubernetes-map-type") == "atomic",
            Enum = source.List("enum")?.DeepClone().AsArray(),
            Minimum = Number(source, "minimum"),
            Maximum = Number(source, "maximum"),
            ExclusiveMinimum = source.Flag("exclusiveMinimum"),
            ExclusiveMaximum = source.Flag("exclusiveMaximum"),
            MultipleOf = Number(source, "multipleOf"),
            MinLength = (long?)Number(source, "minLength"),
            MaxLength = (long?)Number(source, "maxLength"),
            MinItems = (long?)Number(source, "minItems"),
            MaxItems = (long?)Number(source, "maxItems"),
            UniqueItems = source.Flag("uniqueItems"),
            MinProperties = (long?)Number(source, "minProperties"),
            MaxProperties = (long?)Number(source, "maxProperties"),
            Pattern = source.Text("pattern") is { } pattern ? Compile(pattern) : null,
            AllOf = Alternatives(source, "allOf"),
            AnyOf = Alternatives(source, "anyOf"),
            OneOf = Alternatives(source, "oneOf"),
            Not = source.Map("not") is { } not ? Read(not) : null,
            Rules = Rules(source),
        };
    }

    private static SchemaType TypeOf(string? type) => type switch
    {
        null or "" => SchemaType.Any,
        "object" => SchemaType.Object,
        "array" => SchemaType.Array,
        "string" => SchemaType.String,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "boolean" => SchemaType.Boolean,
        _ => throw new InvalidDataException($"Unsupported value: \"{type}\": type must be array, boolean, integer, number, object or string"),
    };

    private static IReadOnlyList<SchemaNode> Alternatives(JsonObject source, string name)
        => source.List(name) is { } list ? [.. list.OfType<JsonObject>().Select(Read)] : [];

    private static IReadOnlyList<SchemaRule> Rules(JsonObject source)
        => source.List("x-kubernetes-validations") is { } list
            ? [.. list.OfType<JsonObject>().Select(r => new SchemaRule(r.Text("rule") ?? "", r.Text("message"), r.Text("messageExpression"), r.Text("reason"), r.Text("fieldPath")))]
            : [];

    private static double? Number(JsonObject source, string name)
        => source[name] is JsonValue value && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"Invalid value: \"{pattern}\": must be a valid regular expression: {fault.Message}", fault);
        }
    }
}
