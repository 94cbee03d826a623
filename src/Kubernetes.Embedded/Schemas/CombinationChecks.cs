using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>The checks that combine schemas: allOf, anyOf, oneOf and not.</summary>
internal static class CombinationChecks
{
    public static void Check(SchemaNode schema, JsonNode value, string path, List<FieldError> errors)
    {
        if (schema is { AllOf.Count: 0, AnyOf.Count: 0, OneOf.Count: 0, Not: null })
        {
            return;
        }

        var shown = $"\"{path}\"";
        if (schema.AllOf.Any(s => !SchemaValidator.Fits(s, value)))
        {
            errors.Add(FieldError.Invalid(path, "\"\"", $"{shown} must validate all the schemas (allOf)"));
        }

        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Any(s => SchemaValidator.Fits(s, value)))
        {
            errors.Add(FieldError.Invalid(path, "\"\"", $"{shown} must validate at least one schema (anyOf)"));
        }

        if (schema.OneOf.Count > 0)
        {
            var valid = schema.OneOf.Count(s => SchemaValidator.Fits(s, value));
            if (valid != 1)
            {
                var found = valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives";
                errors.Add(FieldError.Invalid(path, "\"\"", $"{shown} must validate one and only one schema (oneOf). {found}"));
            }
        }

        if (schema.Not is { } not && SchemaValidator.Fits(not, value))
        {
            errors.Add(FieldError.Invalid(path, "\"\"", $"{shown} must not validate the schema (not)"));
        }
    }
}
