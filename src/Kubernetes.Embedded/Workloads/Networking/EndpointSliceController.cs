using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Networking;

/// <summary>Keeps the EndpointSlices of Services that select pods.</summary>
internal sealed class EndpointSliceController(ClusterState state, ClusterWriter writer) : IWorkloadController
{
    private static readonly string[] Content = ["endpoints", "ports"];

    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item) =>
        item.Type == ResourceTypes.EndpointSlices
        && item.Metadata.Labels.GetValueOrDefault(EndpointSliceDocuments.ServiceName) is { } service
            ? [new ObjectKey(item.Metadata.Namespace, service)]
            : ServiceConcern.Of(state, item);

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var existing = state.In(ResourceTypes.EndpointSlices, key.Namespace)
            .Where(s => s.Metadata.Labels.GetValueOrDefault(EndpointSliceDocuments.ServiceName) == key.Name
                && s.Metadata.Labels.GetValueOrDefault(EndpointSliceDocuments.ManagedBy) == EndpointSliceDocuments.Controller
                && !state.IsDeleting(s))
            .ToDictionary(s => s.Metadata.Name);
        if (state.Find(ResourceTypes.Services, key) is { } service && ServiceConcern.IsOurs(state, service))
        {
            foreach (var wanted in EndpointSliceDocuments.Describe(service, ServiceEndpoint.Of(state, service)))
            {
                await WriteAsync(wanted, existing, cancellationToken);
            }
        }

        foreach (var surplus in existing.Values)
        {
            await writer.DeleteAsync(surplus, null, cancellationToken);
        }
    }

    private async Task WriteAsync(JsonObject wanted, Dictionary<string, ClusterObject> existing, CancellationToken cancellationToken)
    {
        var metadata = wanted.Ensure("metadata");
        if (!existing.Remove(metadata.Text("name") ?? "", out var slice))
        {
            await writer.CreateAsync(ResourceTypes.EndpointSlices, metadata.Text("namespace") ?? "", wanted, cancellationToken);
            return;
        }

        var patch = new JsonObject();
        foreach (var name in Content)
        {
            if (!JsonNode.DeepEquals(slice.Body[name], wanted[name]))
            {
                patch[name] = wanted[name]?.DeepClone();
            }
        }

        if (patch.Count > 0)
        {
            await writer.PatchAsync(slice, patch, cancellationToken);
        }
    }
}
