using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>Writes the AdmissionReview that a webhook receives.</summary>
internal static class AdmissionReviewWriter
{
    public static JsonObject Write(Webhook hook, AdmissionAttributes attributes)
    {
        var view = attributes.View;
        var id = view.Definition.Id;
        var user = attributes.Options.User;
        var request = new JsonObject
        {
            ["uid"] = Guid.NewGuid().ToString(),
            ["kind"] = Kind(id.Group, view.Version.Name, view.Definition.Kind),
            ["resource"] = Resource(id.Group, view.Version.Name, id.Resource),
            ["requestKind"] = Kind(id.Group, view.Version.Name, view.Definition.Kind),
            ["requestResource"] = Resource(id.Group, view.Version.Name, id.Resource),
            ["name"] = attributes.Name,
            ["operation"] = attributes.Operation,
            ["userInfo"] = new JsonObject { ["username"] = user.Name, ["uid"] = user.Uid, ["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode?)g)]) },
            ["object"] = attributes.Object?.DeepClone(),
            ["oldObject"] = attributes.OldObject?.DeepClone(),
            ["dryRun"] = attributes.Options.DryRun,
            ["options"] = new JsonObject { ["kind"] = OptionsKind(attributes.Operation), ["apiVersion"] = "meta.k8s.io/v1" },
        };
        if (attributes.Namespace.Length > 0)
        {
            request["namespace"] = attributes.Namespace;
        }

        if (attributes.Options.Subresource.Length > 0)
        {
            request["subResource"] = attributes.Options.Subresource;
            request["requestSubResource"] = attributes.Options.Subresource;
        }

        return new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = $"admission.k8s.io/{hook.ReviewVersion}", ["request"] = request };
    }

    private static string OptionsKind(string operation) => operation switch { "CREATE" => "CreateOptions", "DELETE" => "DeleteOptions", _ => "UpdateOptions" };

    private static JsonObject Kind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonObject Resource(string group, string version, string resource) => new() { ["group"] = group, ["version"] = version, ["resource"] = resource };
}
