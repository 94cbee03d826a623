using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Controllers;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Namespaces carry their name as a label, hold themselves by a finalizer of their own, and have a phase.</summary>
internal static class NamespaceRules
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    public static readonly KindRules Rules = new()
    {
        CountsGeneration = false,
        ValidateName = NameRules.Label,
        Default = item =>
        {
            if (item.Map("metadata")?.Text("name") is { } name)
            {
                item.Ensure("metadata").Ensure("labels")[NameLabel] = name;
            }
        },
        PrepareCreate = item =>
        {
            item["spec"] = new JsonObject { ["finalizers"] = new JsonArray(NamespaceController.Finalizer) };
            item["status"] = new JsonObject { ["phase"] = "Active" };
        },
        PrepareUpdate = (item, old) => item["status"] ??= old["status"]?.DeepClone(),
    };
}
