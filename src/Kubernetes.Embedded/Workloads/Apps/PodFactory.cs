using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>Makes objects that belong to a workload.</summary>
internal static class PodFactory
{
    /// <summary>A pod of the owner's template.</summary>
    /// <param name="name">Null for a generated one.</param>
    /// <param name="nodeName">Null leaves the choice to the scheduler.</param>
    public static JsonObject FromTemplate(ClusterObject owner, string? name, string? nodeName)
    {
        var template = owner.Spec.Map("template") ?? [];
        var metadata = template.Map("metadata")?.DeepClone().AsObject() ?? [];
        metadata.Remove("creationTimestamp");
        metadata["namespace"] = owner.Metadata.Namespace;
        metadata[name is null ? "generateName" : "name"] = name ?? owner.Metadata.Name + "-";
        metadata["ownerReferences"] = OwnedBy(owner);
        var spec = template.Map("spec")?.DeepClone().AsObject() ?? [];
        if (nodeName is not null)
        {
            spec["nodeName"] = nodeName;
        }

        return new JsonObject { ["metadata"] = metadata, ["spec"] = spec };
    }

    public static JsonArray OwnedBy(ClusterObject owner) => new(new JsonObject
    {
        ["apiVersion"] = owner.Type.ApiVersion,
        ["kind"] = owner.Type.Kind,
        ["name"] = owner.Metadata.Name,
        ["uid"] = owner.Metadata.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    });
}
