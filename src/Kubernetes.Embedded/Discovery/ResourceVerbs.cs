using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Discovery;

/// <summary>The verbs that discovery lists for a resource and its subresources.</summary>
internal static class ResourceVerbs
{
    private static readonly string[] Stored = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public static readonly IReadOnlyList<string> Sub = ["get", "patch", "update"];

    public static IReadOnlyList<string> Of(ResourceDefinition definition) => definition.IsVirtual ? ["create"] : Stored;

    /// <summary>The subresources of a version of a resource: name, kind, the kind's group and version where it is not the resource's, and verbs.</summary>
    public static IEnumerable<(string Name, string Kind, string? Group, string? Version, IReadOnlyList<string> Verbs)> Subresources(ResourceDefinition definition, ServedVersion version)
    {
        if (version.StatusSubresource)
        {
            yield return ("status", definition.Kind, null, null, Sub);
        }

        if (version.Scale is not null)
        {
            yield return ("scale", "Scale", "autoscaling", "v1", Sub);
        }

        switch (definition.Id.Group, definition.Id.Resource)
        {
            case ("", "serviceaccounts"):
                yield return ("token", "TokenRequest", "authentication.k8s.io", "v1", ["create"]);
                break;
            case ("", "namespaces"):
                yield return ("finalize", "Namespace", null, null, ["update"]);
                break;
            case ("", "pods"):
                yield return ("binding", "Binding", null, null, ["create"]);
                yield return ("ephemeralcontainers", "Pod", null, null, Sub);
                yield return ("eviction", "Eviction", "policy", "v1", ["create"]);
                yield return ("log", "Pod", null, null, ["get"]);
                break;
            case ("certificates.k8s.io", _):
                yield return ("approval", definition.Kind, null, null, Sub);
                break;
        }
    }
}
