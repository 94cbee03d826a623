using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Cel;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Crds;

/// <summary>What a CustomResourceDefinition must fulfil to be accepted.</summary>
internal static class CrdRules
{
    public static readonly KindRules Rules = new()
    {
        Default = Default,
        PrepareCreate = crd =>
        {
            var metadata = crd.Ensure("metadata");
            metadata["finalizers"] = new JsonArray(CrdController.CleanupFinalizer);
            crd.Remove("status");
        },
        Validate = Validate,
    };

    private static void Default(JsonObject crd)
    {
        var names = crd.Ensure("spec").Ensure("names");
        if (names.Text("kind") is { } kind)
        {
            names["singular"] ??= kind.ToLowerInvariant();
            names["listKind"] ??= kind + "List";
        }
    }

    private static void Validate(JsonObject crd, JsonObject? old, List<FieldError> errors)
    {
        var spec = crd.Ensure("spec");
        var names = spec.Ensure("names");
        var expected = $"{names.Text("plural")}.{spec.Text("group")}";
        if (crd.Map("metadata")?.Text("name") is { } name && name != expected)
        {
            errors.Add(FieldError.Invalid("metadata.name", JsonBytes.Show(name), "must be spec.names.plural+\".\"+spec.group"));
        }

        if (NameRules.Subdomain(spec.Text("group") ?? "") is { } groupFault)
        {
            errors.Add(FieldError.Invalid("spec.group", JsonBytes.Show(spec["group"]), groupFault));
        }

        if (spec.Text("scope") is not ("Namespaced" or "Cluster"))
        {
            errors.Add(FieldError.NotSupported("spec.scope", JsonBytes.Show(spec["scope"]), ["\"Cluster\"", "\"Namespaced\""]));
        }

        var versions = spec.List("versions")?.OfType<JsonObject>().ToList() ?? [];
        if (versions.Count(v => v.Flag("storage")) != 1)
        {
            errors.Add(FieldError.Invalid("spec.versions", JsonBytes.Show(spec["versions"]), "must have exactly one version marked as storage version"));
        }

        if (spec.Map("conversion")?.Text("strategy") is { } strategy and not "None")
        {
            errors.Add(FieldError.NotSupported("spec.conversion.strategy", JsonBytes.Show(strategy), ["\"None\""]));
        }

        // Most updates are of the status; schemas that were accepted once stay accepted.
        var before = old?.Map("spec");
        if (!JsonNode.DeepEquals(before, spec))
        {
            ValidateSchemas(versions, errors);
        }

        if (before is not null)
        {
            foreach (var field in (ReadOnlySpan<string>)["group", "scope"])
            {
                if (!JsonNode.DeepEquals(before[field], spec[field]))
                {
                    errors.Add(FieldError.Invalid($"spec.{field}", JsonBytes.Show(spec[field]), "field is immutable"));
                }
            }
        }
    }

    private static void CheckRules(SchemaNode schema, string path, List<FieldError> errors)
    {
        for (var i = 0; i < schema.Rules.Count; i++)
        {
            try
            {
                CelRules.Parse(schema.Rules[i].Expression);
            }
            catch (CelException fault)
            {
                errors.Add(FieldError.Invalid($"{path}.x-kubernetes-validations[{i}].rule", JsonBytes.Show(schema.Rules[i].Expression), $"compilation failed: {fault.Message}"));
            }
        }

        foreach (var (name, field) in schema.Properties)
        {
            CheckRules(field, $"{path}.properties[{name}]", errors);
        }

        if (schema.Items is { } items)
        {
            CheckRules(items, $"{path}.items", errors);
        }

        if (schema.AdditionalProperties is { } rest)
        {
            CheckRules(rest, $"{path}.additionalProperties", errors);
        }
    }

    private static void ValidateSchemas(IReadOnlyList<JsonObject> versions, List<FieldError> errors)
    {
        var schemas = new VersionSchemas();
        for (var i = 0; i < versions.Count; i++)
        {
            ValidateSchema(versions[i], schemas, $"spec.versions[{i}].schema.openAPIV3Schema", errors);
        }
    }

    private static void ValidateSchema(JsonObject version, VersionSchemas schemas, string path, List<FieldError> errors)
    {
        if (version.Map("schema")?.Map("openAPIV3Schema") is not { } schema)
        {
            errors.Add(FieldError.Required(path, "schemas are required"));
            return;
        }

        if (schema.Text("type") != "object")
        {
            errors.Add(FieldError.Required($"{path}.type", "must be object at the root"));
        }

        try
        {
            CheckRules(schemas.Read(schema), path, errors);
        }
        catch (InvalidDataException fault)
        {
            errors.Add(new FieldError(path, "FieldValueInvalid", fault.Message));
        }
    }
}
