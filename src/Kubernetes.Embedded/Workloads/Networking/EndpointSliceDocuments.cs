using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Apps;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Networking;

/// <summary>The EndpointSlices that a Service should have: one for each distinct set of port numbers, of limited length.</summary>
internal static class EndpointSliceDocuments
{
    public const string ManagedBy = "endpointslice.kubernetes.io/managed-by";
    public const string Controller = "endpointslice-controller.k8s.io";
    public const string ServiceName = "kubernetes.io/service-name";

    /// <summary>The API's limit of endpoints in one slice.</summary>
    private const int MaxEndpoints = 1000;

    public static IReadOnlyList<JsonObject> Describe(ClusterObject service, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        var chunks = endpoints
            .GroupBy(e => string.Join(',', e.Ports))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => g.Chunk(MaxEndpoints))
            .ToList();
        return chunks.Count == 0
            ? [Slice(service, 0, [])]
            : [.. chunks.Select((chunk, index) => Slice(service, index, chunk))];
    }

    private static JsonObject Slice(ClusterObject service, int index, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        var labels = new JsonObject();
        foreach (var (name, value) in service.Metadata.Labels)
        {
            labels[name] = value;
        }

        labels[ServiceName] = service.Metadata.Name;
        labels[ManagedBy] = Controller;
        if (service.Spec.Text("clusterIP") == "None")
        {
            labels["service.kubernetes.io/headless"] = "";
        }

        var suffix = TemplateHash.Of(JsonValue.Create($"{service.Metadata.Uid}/{index}"))[..5];
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{service.Metadata.Name}-{suffix}",
                ["namespace"] = service.Metadata.Namespace,
                ["labels"] = labels,
                ["ownerReferences"] = PodFactory.OwnedBy(service),
            },
            ["addressType"] = "IPv4",
            ["endpoints"] = new JsonArray([.. endpoints.Select(e => Endpoint(service, e))]),
            ["ports"] = endpoints.Count == 0 ? [] : Ports(service, endpoints[0]),
        };
    }

    private static JsonObject Endpoint(ClusterObject service, ServiceEndpoint endpoint)
    {
        var pod = endpoint.Pod;
        var document = new JsonObject
        {
            ["addresses"] = new JsonArray(JsonValue.Create(endpoint.Address)),
            ["conditions"] = new JsonObject
            {
                ["ready"] = endpoint.Ready,
                ["serving"] = endpoint.Serving,
                ["terminating"] = endpoint.Terminating,
            },
            ["nodeName"] = pod.Spec.Text("nodeName"),
            ["targetRef"] = new JsonObject
            {
                ["kind"] = "Pod",
                ["namespace"] = pod.Metadata.Namespace,
                ["name"] = pod.Metadata.Name,
                ["uid"] = pod.Metadata.Uid,
            },
        };
        if (endpoint.Zone is not null)
        {
            document["zone"] = endpoint.Zone;
        }

        // Only then has the pod a DNS name below the Service's.
        if (pod.Spec.Text("subdomain") == service.Metadata.Name && pod.Spec.Text("hostname") is { Length: > 0 } hostname)
        {
            document["hostname"] = hostname;
        }

        return document;
    }

    private static JsonArray Ports(ClusterObject service, ServiceEndpoint endpoint)
    {
        var ports = new JsonArray();
        foreach (var (declared, number) in (service.Spec.List("ports")?.OfType<JsonObject>() ?? []).Zip(endpoint.Ports))
        {
            if (number is null)
            {
                continue;
            }

            var port = new JsonObject
            {
                ["name"] = declared.Text("name") ?? "",
                ["port"] = number,
                ["protocol"] = declared.Text("protocol") ?? "TCP",
            };
            if (declared.Text("appProtocol") is { } protocol)
            {
                port["appProtocol"] = protocol;
            }

            ports.Add((JsonNode)port);
        }

        return ports;
    }
}
