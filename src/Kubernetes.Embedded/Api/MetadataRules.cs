using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>Validation of metadata: names, labels, annotations, finalizers, owners, and what an update may not change.</summary>
internal static class MetadataRules
{
    private const int MaxAnnotationBytes = 256 * 1024;

    public static void Validate(ResourceView view, JsonObject body, JsonObject? old, List<FieldError> errors)
    {
        var metadata = body.Ensure("metadata");
        var name = metadata.Text("name");
        if (string.IsNullOrEmpty(name))
        {
            errors.Add(FieldError.Required("metadata.name", "name or generateName is required"));
        }
        else if (old is null && (view.Definition.Rules.ValidateName ?? NameRules.Subdomain)(name) is { } fault)
        {
            errors.Add(FieldError.Invalid("metadata.name", JsonBytes.Show(name), fault));
        }

        foreach (var (key, value) in metadata.Map("labels") ?? [])
        {
            if (NameRules.QualifiedName(key) is { } keyFault)
            {
                errors.Add(FieldError.Invalid("metadata.labels", JsonBytes.Show(key), keyFault));
            }

            if (NameRules.LabelValue(value.AsText() ?? "") is { } valueFault)
            {
                errors.Add(FieldError.Invalid("metadata.labels", JsonBytes.Show(value), valueFault));
            }
        }

        var size = 0;
        foreach (var (key, value) in metadata.Map("annotations") ?? [])
        {
            size += key.Length + (value.AsText()?.Length ?? 0);
            if (NameRules.QualifiedName(key.ToLowerInvariant()) is { } keyFault)
            {
                errors.Add(FieldError.Invalid("metadata.annotations", JsonBytes.Show(key), keyFault));
            }
        }

        if (size > MaxAnnotationBytes)
        {
            errors.Add(new FieldError("metadata.annotations", "FieldValueTooLong", $"Too long: may not be more than {MaxAnnotationBytes} bytes"));
        }

        ValidateOwners(metadata, errors);
        if (old?.Map("metadata") is { } before)
        {
            RequireSame(metadata, before, "uid", errors);
            RequireSame(metadata, before, "creationTimestamp", errors);
        }
    }

    private static void ValidateOwners(JsonObject metadata, List<FieldError> errors)
    {
        var controllers = 0;
        foreach (var (owner, i) in metadata.List("ownerReferences")?.OfType<JsonObject>().Select((o, i) => (o, i)) ?? [])
        {
            foreach (var field in (ReadOnlySpan<string>)["apiVersion", "kind", "name", "uid"])
            {
                if (string.IsNullOrEmpty(owner.Text(field)))
                {
                    errors.Add(FieldError.Invalid($"metadata.ownerReferences[{i}].{field}", "\"\"", $"{field} must not be empty"));
                }
            }

            controllers += owner.Flag("controller") ? 1 : 0;
        }

        if (controllers > 1)
        {
            errors.Add(FieldError.Invalid("metadata.ownerReferences", JsonBytes.Show(metadata["ownerReferences"]), "Only one reference can have Controller set to true"));
        }
    }

    private static void RequireSame(JsonObject metadata, JsonObject before, string field, List<FieldError> errors)
    {
        if (metadata.Text(field) != before.Text(field))
        {
            errors.Add(FieldError.Invalid($"metadata.{field}", JsonBytes.Show(metadata[field]), "field is immutable"));
        }
    }
}
