using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Pods;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Networking;

/// <summary>Which Services' endpoints a change touches.</summary>
internal static class ServiceConcern
{
    public static IEnumerable<ObjectKey> Of(ClusterState state, ClusterObject item)
    {
        if (item.Type == ResourceTypes.Services)
        {
            return [item.Key];
        }

        if (item.Type == ResourceTypes.Pods)
        {
            return state.In(ResourceTypes.Services, item.Metadata.Namespace).Where(s => TcpPorts.Selects(s, item)).Select(s => s.Key);
        }

        return [];
    }

    /// <summary>A Service without selector has endpoints that somebody else writes.</summary>
    public static bool IsOurs(ClusterState state, ClusterObject service) =>
        !state.IsDeleting(service) && service.Spec.Map("selector") is { Count: > 0 } && service.Spec.Text("type") != "ExternalName";
}
