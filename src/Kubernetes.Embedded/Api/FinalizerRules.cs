using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>Whether a deleted object may really go.</summary>
internal static class FinalizerRules
{
    /// <summary>True where no finalizer, of metadata or of a namespace's own, holds the object, nor a pod's grace period.</summary>
    public static bool IsFree(ResourceView view, JsonObject body)
    {
        var metadata = body.Ensure("metadata");
        if (metadata.List("finalizers") is { Count: > 0 })
        {
            return false;
        }

        if (view.Definition.Id == WellKnown.Namespaces && body.Map("spec")?.List("finalizers") is { Count: > 0 })
        {
            return false;
        }

        return metadata.Whole("deletionGracePeriodSeconds") is null or 0;
    }
}
