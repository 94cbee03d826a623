using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation;

internal static class DestinationRuleRules
{
    public static void Check(DestinationRule spec, List<FieldError> errors)
    {
        if (spec.Host.Length == 0)
        {
            errors.Add(new("spec.host", "destination host name cannot be empty"));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < spec.Subsets.Count; i++)
        {
            var name = spec.Subsets[i].Name;
            if (name.Length == 0)
            {
                errors.Add(new($"spec.subsets[{i}].name", "subset name cannot be empty"));
            }
            else if (!seen.Add(name))
            {
                errors.Add(new($"spec.subsets[{i}].name", $"duplicate subset name {name}"));
            }
        }
    }
}
