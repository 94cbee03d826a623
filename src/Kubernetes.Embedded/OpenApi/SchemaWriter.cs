using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

/// <summary>Writes schemas as OpenAPI, collecting every named type that they refer to.</summary>
/// <param name="referencePrefix">Where named schemas live: <c>#/definitions/</c> or <c>#/components/schemas/</c>.</param>
/// <param name="isVersion3">OpenAPI 3 wraps references in allOf where something stands beside them, and knows nullable.</param>
internal sealed class SchemaWriter(string referencePrefix, bool isVersion3)
{
    private const string Meta = "meta.ObjectMeta";

    private readonly Dictionary<string, JsonObject> _written = [];

    /// <summary>The schemas written so far, by name.</summary>
    public JsonObject Written => new([.. _written.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => KeyValuePair.Create(w.Key, (JsonNode?)w.Value))]);

    /// <summary>Writes the schema of a kind and of its list.</summary>
    public void AddKind(ResourceView view)
    {
        var name = SchemaNames.Of(view);
        var schema = view.Definition.IsCustom && isVersion3 && view.Version.Source is { } source
            ? source.DeepClone().AsObject()
            : Body(view.Version.Schema);
        if (schema["properties"] is not JsonObject properties)
        {
            schema["properties"] = properties = [];
        }

        properties["apiVersion"] = Text("APIVersion defines the versioned schema of this representation of an object.");
        properties["kind"] = Text("Kind is a string value representing the REST resource this object represents.");
        if (view.Definition.IsCustom || view.Version.Schema.Properties.ContainsKey("metadata"))
        {
            properties["metadata"] = Reference(BuiltInSchemas.Get(Meta));
        }

        var kind = new JsonArray(new JsonObject
        {
            ["group"] = view.Definition.Id.Group,
            ["version"] = view.Version.Name,
            ["kind"] = view.Definition.Kind,
        });
        schema["x-kubernetes-group-version-kind"] = kind;
        _written[name] = schema;
    }

    private JsonNode Write(SchemaNode schema) => schema.TypeName is null ? Body(schema) : Reference(schema);

    private JsonObject Reference(SchemaNode schema)
    {
        var typeName = schema.TypeName!;
        var name = SchemaNames.Of(typeName);
        if (!_written.ContainsKey(name))
        {
            _written[name] = [];
            _written[name] = Body(BuiltInSchemas.Get(typeName));
        }

        var reference = new JsonObject { ["$ref"] = referencePrefix + name };
        var extras = new JsonObject();
        AddMergeRules(extras, schema);
        if (schema.Default is not null && isVersion3)
        {
            extras["default"] = schema.Default.DeepClone();
        }

        extras.Remove("x-kubernetes-map-type");
        if (extras.Count == 0)
        {
            return reference;
        }

        if (isVersion3)
        {
            extras["allOf"] = new JsonArray(reference);
            return extras;
        }

        extras["$ref"] = reference["$ref"]!.DeepClone();
        return extras;
    }

    private JsonObject Body(SchemaNode schema)
    {
        var result = new JsonObject();
        if (schema.Description is { } description)
        {
            result["description"] = description;
        }

        if (schema.IntOrString)
        {
            result["x-kubernetes-int-or-string"] = true;
        }
        else if (schema.Format == "quantity")
        {
            result["type"] = "string";
        }
        else if (schema.Type != SchemaType.Any)
        {
            result["type"] = schema.Type.ToString().ToLowerInvariant();
        }

        if (schema.Format is { } format && format != "quantity" && !schema.IntOrString)
        {
            result["format"] = format;
        }

        if (schema.Properties.Count > 0 && !(schema.PreserveUnknown && !isVersion3))
        {
            result["properties"] = new JsonObject([.. schema.Properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Write(p.Value)))]);
            if (schema.Required.Count > 0)
            {
                result["required"] = new JsonArray([.. schema.Required.Select(r => (JsonNode?)r)]);
            }
        }

        if (schema.AdditionalProperties is { } rest)
        {
            result["additionalProperties"] = Write(rest);
        }

        if (schema.Items is { } items)
        {
            result["items"] = Write(items);
        }

        if (schema.Enum is { } allowed)
        {
            result["enum"] = allowed.DeepClone();
        }

        if (isVersion3 && schema.Default is not null)
        {
            result["default"] = schema.Default.DeepClone();
        }

        if (schema.PreserveUnknown)
        {
            result["x-kubernetes-preserve-unknown-fields"] = true;
        }

        AddMergeRules(result, schema);
        return result;
    }

    private static void AddMergeRules(JsonObject target, SchemaNode schema)
    {
        if (schema.PatchMergeKey is { } key)
        {
            target["x-kubernetes-patch-merge-key"] = key;
        }

        if (schema.PatchMerge || schema.PatchRetainKeys)
        {
            target["x-kubernetes-patch-strategy"] = schema is { PatchMerge: true, PatchRetainKeys: true } ? "merge,retainKeys" : schema.PatchMerge ? "merge" : "retainKeys";
        }

        if (schema.ListKind != ListKind.Atomic)
        {
            target["x-kubernetes-list-type"] = schema.ListKind == ListKind.Map ? "map" : "set";
            if (schema.MapKeys.Count > 0)
            {
                target["x-kubernetes-list-map-keys"] = new JsonArray([.. schema.MapKeys.Select(k => (JsonNode?)k)]);
            }
        }

        if (schema.AtomicMap)
        {
            target["x-kubernetes-map-type"] = "atomic";
        }
    }

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
