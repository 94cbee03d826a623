using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>What controllers ask of pods.</summary>
internal static class PodFacts
{
    extension(ClusterObject pod)
    {
        public bool IsReady() => pod.Status.List("conditions")?.OfType<JsonObject>()
            .Any(c => c.Text("type") == "Ready" && c.Text("status") == "True") == true;

        /// <summary>Its containers have ended for good.</summary>
        public bool IsFinished() => pod.Status.Text("phase") is "Succeeded" or "Failed";
    }

    extension(ClusterState state)
    {
        /// <summary>Pods that an object controls, those that are being deleted or have ended included.</summary>
        public List<ClusterObject> PodsOf(ClusterObject owner) =>
            [.. state.In(ResourceTypes.Pods, owner.Metadata.Namespace).Where(pod => pod.IsControlledBy(owner))];

        public bool IsActive(ClusterObject pod) => !state.IsDeleting(pod) && !pod.IsFinished();
    }
}
