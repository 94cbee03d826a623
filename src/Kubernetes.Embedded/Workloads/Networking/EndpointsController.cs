using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Networking;

/// <summary>Keeps the older Endpoints objects beside the slices, for clients that still read them.</summary>
internal sealed class EndpointsController(ClusterState state, ClusterWriter writer) : IWorkloadController
{
    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item) =>
        item.Type == ResourceTypes.Endpoints ? [item.Key] : ServiceConcern.Of(state, item);

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var existing = state.Find(ResourceTypes.Endpoints, key);
        var service = state.Find(ResourceTypes.Services, key);
        if (service is null)
        {
            // By its name it belonged to the Service, as in Kubernetes.
            if (existing is not null && !state.IsDeleting(existing))
            {
                await writer.DeleteAsync(existing, null, cancellationToken);
            }

            return;
        }

        if (!ServiceConcern.IsOurs(state, service))
        {
            return;
        }

        var subsets = Subsets(service, ServiceEndpoint.Of(state, service));
        if (existing is null)
        {
            var labels = new JsonObject { ["endpointslice.kubernetes.io/skip-mirror"] = "true" };
            var metadata = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace, ["labels"] = labels };
            var document = new JsonObject { ["metadata"] = metadata, ["subsets"] = subsets };
            await writer.CreateAsync(ResourceTypes.Endpoints, key.Namespace, document, cancellationToken);
        }
        else if (!JsonNode.DeepEquals(existing.Body.List("subsets") ?? [], subsets))
        {
            await writer.PatchAsync(existing, new JsonObject { ["subsets"] = subsets }, cancellationToken);
        }
    }

    private static JsonArray Subsets(ClusterObject service, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        var subsets = new JsonArray();
        foreach (var group in endpoints.GroupBy(e => string.Join(',', e.Ports)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var subset = new JsonObject();
            AddAddresses(subset, "addresses", group.Where(e => e.Ready));
            AddAddresses(subset, "notReadyAddresses", group.Where(e => !e.Ready && !e.Terminating));
            if (subset.Count == 0)
            {
                continue;
            }

            subset["ports"] = Ports(service, group.First());
            subsets.Add((JsonNode)subset);
        }

        return subsets;
    }

    private static void AddAddresses(JsonObject subset, string field, IEnumerable<ServiceEndpoint> endpoints)
    {
        var addresses = endpoints.Select(e => (JsonNode)new JsonObject
        {
            ["ip"] = e.Address,
            ["nodeName"] = e.Pod.Spec.Text("nodeName"),
            ["targetRef"] = new JsonObject
            {
                ["kind"] = "Pod",
                ["namespace"] = e.Pod.Metadata.Namespace,
                ["name"] = e.Pod.Metadata.Name,
                ["uid"] = e.Pod.Metadata.Uid,
            },
        }).ToArray();
        if (addresses.Length > 0)
        {
            subset[field] = new JsonArray(addresses);
        }
    }

    private static JsonArray Ports(ClusterObject service, ServiceEndpoint endpoint)
    {
        var ports = new JsonArray();
        foreach (var (declared, number) in (service.Spec.List("ports")?.OfType<JsonObject>() ?? []).Zip(endpoint.Ports))
        {
            if (number is { } port)
            {
                var document = new JsonObject { ["port"] = port, ["protocol"] = declared.Text("protocol") ?? "TCP" };
                if (declared.Text("name") is { Length: > 0 } name)
                {
                    document["name"] = name;
                }

                ports.Add((JsonNode)document);
            }
        }

        return ports;
    }
}
