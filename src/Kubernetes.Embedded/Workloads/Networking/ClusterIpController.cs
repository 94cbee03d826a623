using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Pods;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Networking;

/// <summary>Gives an address to Services that an API server without an allocator left without.</summary>
internal sealed class ClusterIpController(ClusterState state, ClusterWriter writer, IPNetwork range) : IWorkloadController
{
    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item) =>
        item.Type == ResourceTypes.Services && NeedsAddress(item) ? [item.Key] : [];

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (state.Find(ResourceTypes.Services, key) is not { } service || !NeedsAddress(service) || state.IsDeleting(service))
        {
            return;
        }

        var pool = new AddressPool(range);
        foreach (var other in state.All(ResourceTypes.Services))
        {
            if (IPAddress.TryParse(other.Spec.Text("clusterIP"), out var taken))
            {
                pool.TryTake(taken);
            }
        }

        if (pool.Take()?.ToString() is not { } address)
        {
            await writer.WarnAsync(service, "FailedAllocation", $"no address is left in {range}", cancellationToken);
            return;
        }

        var spec = new JsonObject { ["clusterIP"] = address, ["clusterIPs"] = new JsonArray(JsonValue.Create(address)) };
        await writer.PatchAsync(service, new JsonObject { ["spec"] = spec }, cancellationToken);
    }

    private static bool NeedsAddress(ClusterObject service) =>
        service.Spec.Text("type") != "ExternalName" && string.IsNullOrEmpty(service.Spec.Text("clusterIP"));
}
