using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Roles and bindings: free names, groups of subjects, and a reference that never changes.</summary>
internal static class RbacRules
{
    private const string Group = "rbac.authorization.k8s.io";

    public static readonly KindRules Rules = new()
    {
        CountsGeneration = false,
        ValidateName = NameRules.PathSegment,
        Default = item =>
        {
            foreach (var subject in item.List("subjects")?.OfType<JsonObject>() ?? [])
            {
                if (subject.Text("kind") is "User" or "Group")
                {
                    subject["apiGroup"] ??= Group;
                }
            }
        },
        Validate = Validate,
    };

    private static void Validate(JsonObject item, JsonObject? old, List<FieldError> errors)
    {
        if (old is not null && !JsonNode.DeepEquals(old["roleRef"], item["roleRef"]))
        {
            errors.Add(FieldError.Invalid("roleRef", JsonBytes.Show(item["roleRef"]), "cannot change roleRef"));
        }

        var subjects = item.List("subjects")?.OfType<JsonObject>().ToList() ?? [];
        for (var i = 0; i < subjects.Count; i++)
        {
            if (subjects[i].Text("kind") == "ServiceAccount" && string.IsNullOrEmpty(subjects[i].Text("namespace")))
            {
                errors.Add(FieldError.Required($"subjects[{i}].namespace"));
            }
        }
    }
}
