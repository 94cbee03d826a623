using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>Checks an object against its schema and words the faults as the API server's own validation does.</summary>
internal sealed class SchemaValidator
{
    private readonly List<FieldError> _errors;
    private readonly bool _custom;

    private SchemaValidator(List<FieldError> errors, bool custom)
    {
        _errors = errors;
        _custom = custom;
    }

    /// <summary>Checks a whole object. Metadata has its own rules and is left out.</summary>
    public static void ValidateRoot(ResourceView view, JsonObject body, List<FieldError> errors)
    {
        var custom = view.Definition.IsCustom;
        new SchemaValidator(errors, custom).Object(view.Version.Schema, body, "", isRoot: true);
    }

    /// <summary>Whether a value fits a schema, for the alternatives of oneOf and the like.</summary>
    public static bool Fits(SchemaNode schema, JsonNode? value)
    {
        var errors = new List<FieldError>();
        new SchemaValidator(errors, custom: true).Value(schema, value, "");
        return errors.Count == 0;
    }

    private void Value(SchemaNode schema, JsonNode? value, string path)
    {
        if (value is null)
        {
            if (_custom && !schema.Nullable && schema.Type != SchemaType.Any)
            {
                _errors.Add(FieldError.TypeInvalid(path, "\"null\"", $"{path} in body must be of type {TypeWord(schema.Type)}: \"null\""));
            }

            return;
        }

        if (!HasType(schema, value))
        {
            var kind = KindWord(value);
            var wanted = schema.IntOrString ? "integer,string" : schema.Format == "quantity" ? "string" : TypeWord(schema.Type);
            _errors.Add(FieldError.TypeInvalid(path, $"\"{kind}\"", $"{path} in body must be of type {wanted}: \"{kind}\""));
            return;
        }

        switch (value)
        {
            case JsonObject map:
                Object(schema, map, path, isRoot: false);
                break;
            case JsonArray list:
                Array(schema, list, path);
                break;
            default:
                ScalarChecks.Check(schema, value, path, _errors);
                break;
        }

        CombinationChecks.Check(schema, value, path, _errors);
    }

    private void Object(SchemaNode schema, JsonObject map, string path, bool isRoot)
    {
        foreach (var name in schema.Required)
        {
            if ((!map.TryGetPropertyValue(name, out var given) || (given is null && !_custom)) && IsReallyRequired(schema, name, path))
            {
                _errors.Add(FieldError.Required(Join(path, name)));
            }
        }

        foreach (var (name, value) in map)
        {
            if (isRoot && name is "apiVersion" or "kind" or "metadata")
            {
                continue;
            }

            if (schema.EmbeddedResource && name is "apiVersion" or "kind" or "metadata")
            {
                continue;
            }

            if (schema.Properties.TryGetValue(name, out var field))
            {
                Value(field, value, Join(path, name));
            }
            else if (schema.AdditionalProperties is { } rest)
            {
                Value(rest, value, $"{path}.{name}");
            }
        }

        if (schema.MinProperties is { } least && map.Count < least)
        {
            _errors.Add(FieldError.Invalid(path, JsonBytes.Show(map.Count), $"{path} in body should have at least {least} properties"));
        }

        if (schema.MaxProperties is { } most && map.Count > most)
        {
            _errors.Add(new FieldError(path, "FieldValueTooMany", $"Too many: {map.Count}: must have at most {most} items"));
        }

        if (isRoot)
        {
            CombinationChecks.Check(schema, map, path, _errors);
        }
    }

    private void Array(SchemaNode schema, JsonArray list, string path)
    {
        if (schema.MinItems is { } least && list.Count < least)
        {
            _errors.Add(FieldError.Invalid(path, JsonBytes.Show(list.Count), $"{path} in body should have at least {least} items"));
        }

        if (schema.MaxItems is { } most && list.Count > most)
        {
            _errors.Add(new FieldError(path, "FieldValueTooMany", $"Too many: {list.Count}: must have at most {most} items"));
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (schema.Items is { } items)
            {
                Value(items, list[i], $"{path}[{i}]");
            }
        }

        if (_custom || schema.ListKind == ListKind.Map)
        {
            ListChecks.CheckDuplicates(schema, list, path, _errors);
        }
    }

    /// <summary>
    /// Go gives absent fields of built-in kinds their zero value, and validation then asks only for those without a
    /// meaningful zero: scalars and the few structures without which the object means nothing. A status is never asked.
    /// </summary>
    private bool IsReallyRequired(SchemaNode schema, string name, string path)
    {
        if (_custom)
        {
            return true;
        }

        if (path == "status" || path.StartsWith("status.", StringComparison.Ordinal) || schema.TypeName?.EndsWith("Status", StringComparison.Ordinal) == true)
        {
            return false;
        }

        return schema.Properties[name].Type is SchemaType.String or SchemaType.Integer or SchemaType.Any
            ? !(schema.TypeName is "core.Event" or "events.Event" or "meta.ObjectMeta")
            : (schema.TypeName, name) is ("core.PodSpec", "containers")
                or ("apps.DeploymentSpec" or "apps.StatefulSetSpec" or "apps.DaemonSetSpec" or "apps.ReplicaSetSpec", "selector" or "template")
                or ("rbac.RoleBinding" or "rbac.ClusterRoleBinding", "roleRef")
                or ("batch.JobSpec", "template")
                or ("apiextensions.CustomResourceDefinition", "spec")
                or ("apiextensions.CustomResourceDefinitionSpec", "names" or "versions")
                or ("admissionregistration.MutatingWebhook" or "admissionregistration.ValidatingWebhook", "clientConfig" or "admissionReviewVersions")
                or ("networking.HTTPIngressPath", "backend");
    }

    private static bool HasType(SchemaNode schema, JsonNode value)
    {
        var kind = value.GetValueKind();
        if (schema.IntOrString)
        {
            return kind == JsonValueKind.String || value.AsWhole() is not null;
        }

        if (schema.Format == "quantity")
        {
            return kind is JsonValueKind.String or JsonValueKind.Number;
        }

        return schema.Type switch
        {
            SchemaType.Object => kind == JsonValueKind.Object,
            SchemaType.Array => kind == JsonValueKind.Array,
            SchemaType.String => kind == JsonValueKind.String,
            SchemaType.Integer => value.AsWhole() is not null,
            SchemaType.Number => kind == JsonValueKind.Number,
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string TypeWord(SchemaType type) => type.ToString().ToLowerInvariant();

    private static string KindWord(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.AsWhole() is null ? "number" : "integer",
    };
}
