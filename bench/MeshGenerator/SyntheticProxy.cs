using System.Text.Json.Nodes;

namespace MeshActors.MeshGenerator;

/// <summary>A sidecar of a synthetic mesh: what it says of itself when it connects.</summary>
public sealed record SyntheticProxy
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required string Address { get; init; }

    public required string Node { get; init; }

    public required string Region { get; init; }

    public required string Zone { get; init; }

    public required string Workload { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The node's id as Istio writes it: type, address, name and domain.</summary>
    public string Id => $"sidecar~{Address}~{Name}.{Namespace}~{Namespace}.svc.cluster.local";

    /// <summary>The node's metadata as istio-proxy sends it, in JSON.</summary>
    public JsonObject Metadata => new()
    {
        ["CLUSTER_ID"] = "Kubernetes",
        ["INSTANCE_IPS"] = Address,
        ["INTERCEPTION_MODE"] = "REDIRECT",
        ["ISTIO_VERSION"] = "1.32.0",
        ["LABELS"] = new JsonObject(Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
        ["MESH_ID"] = "cluster.local",
        ["NAME"] = Name,
        ["NAMESPACE"] = Namespace,
        ["NODE_NAME"] = Node,
        ["OWNER"] = $"kubernetes://apis/apps/v1/namespaces/{Namespace}/deployments/{Workload}",
        ["POD_PORTS"] = """[{"name":"http","containerPort":8080,"protocol":"TCP"}]""",
        ["SERVICE_ACCOUNT"] = "default",
        ["WORKLOAD_NAME"] = Workload,
    };
}
