using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Port numbers.</summary>
internal static class PortRules
{
    public static void Validate(JsonObject owner, string field, string path, List<FieldError> errors)
    {
        if (owner.Whole(field) is not (>= 1 and <= 65535))
        {
            errors.Add(FieldError.Invalid(path, JsonBytes.Show(owner[field] ?? 0), "must be between 1 and 65535, inclusive"));
        }
    }
}
