using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>
/// One place in the schema of an object, for built-in kinds and custom ones alike. It answers what may stand there,
/// what is filled in, how lists merge and who may own them. Immutable once built; its parts may be shared.
/// </summary>
internal sealed class SchemaNode
{
    private static readonly IReadOnlyDictionary<string, SchemaNode> NoProperties = new Dictionary<string, SchemaNode>();

    /// <summary>Accepts and keeps every value.</summary>
    public static readonly SchemaNode Anything = new() { PreserveUnknown = true };

    public SchemaType Type { get; init; }

    /// <summary>The name of the type for OpenAPI references, such as <c>core.Container</c>; null for a nameless one.</summary>
    public string? TypeName { get; init; }

    public string? Format { get; init; }

    public string? Description { get; init; }

    public bool IntOrString { get; init; }

    /// <summary>Fields that the schema does not name are kept as they are.</summary>
    public bool PreserveUnknown { get; init; }

    /// <summary>The value is a whole object with apiVersion, kind and metadata.</summary>
    public bool EmbeddedResource { get; init; }

    public bool Nullable { get; init; }

    public IReadOnlyDictionary<string, SchemaNode> Properties { get; init; } = NoProperties;

    public SchemaNode? AdditionalProperties { get; init; }

    public SchemaNode? Items { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public JsonNode? Default { get; init; }

    public ListKind ListKind { get; init; }

    public IReadOnlyList<string> MapKeys { get; init; } = [];

    /// <summary>A map or struct that is owned and replaced as a whole.</summary>
    public bool AtomicMap { get; init; }

    /// <summary>Merge by key or item in a strategic merge patch (<c>x-kubernetes-patch-strategy: merge</c>).</summary>
    public bool PatchMerge { get; init; }

    public bool PatchRetainKeys { get; init; }

    public string? PatchMergeKey { get; init; }

    public JsonArray? Enum { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public double? MultipleOf { get; init; }

    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    public long? MinItems { get; init; }

    public long? MaxItems { get; init; }

    public bool UniqueItems { get; init; }

    public long? MinProperties { get; init; }

    public long? MaxProperties { get; init; }

    public Regex? Pattern { get; init; }

    public IReadOnlyList<SchemaNode> AllOf { get; init; } = [];

    public IReadOnlyList<SchemaNode> AnyOf { get; init; } = [];

    public IReadOnlyList<SchemaNode> OneOf { get; init; } = [];

    public SchemaNode? Not { get; init; }

    public IReadOnlyList<SchemaRule> Rules { get; init; } = [];

    /// <summary>How the fields are numbered in Kubernetes' protobuf encoding; empty for custom kinds, which have none.</summary>
    public IReadOnlyList<WireField> WireFields { get; init; } = [];

    /// <summary>The schema of a field, or null where the schema does not know it.</summary>
    public SchemaNode? Field(string name)
        => Properties.TryGetValue(name, out var node) ? node : AdditionalProperties ?? (PreserveUnknown ? Anything : null);

    /// <summary>The same type as used by one field, which adds its own default and merge rules.</summary>
    public SchemaNode As(JsonNode? fallback, ListKind? list, IReadOnlyList<string>? keys, bool atomic, bool merge, bool retainKeys, string? mergeKey)
        => new()
        {
            Type = Type,
            TypeName = TypeName,
            Format = Format,
            Description = Description,
            IntOrString = IntOrString,
            PreserveUnknown = PreserveUnknown,
            Nullable = Nullable,
            Properties = Properties,
            AdditionalProperties = AdditionalProperties,
            Items = Items,
            Required = Required,
            WireFields = WireFields,
            Default = fallback ?? Default,
            ListKind = list ?? ListKind,
            MapKeys = keys ?? MapKeys,
            AtomicMap = atomic || AtomicMap,
            PatchMerge = merge || PatchMerge,
            PatchRetainKeys = retainKeys || PatchRetainKeys,
            PatchMergeKey = mergeKey ?? PatchMergeKey,
        };
}
