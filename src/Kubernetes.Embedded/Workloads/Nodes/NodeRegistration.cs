using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Nodes;

/// <summary>Creates the Node objects that pods are placed on; those that exist keep what others wrote to them.</summary>
internal sealed class NodeRegistration(IKubernetesClient client, IReadOnlyList<SimulatedNode> nodes, TimeProvider time)
{
    private static readonly WriteOptions Status = WriteOptions.Status;

    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        foreach (var node in nodes)
        {
            try
            {
                var document = JsonBytes.Encode(Describe(node));
                await client.CreateAsync(ResourceTypes.Nodes, null, document, WriteOptions.Default, cancellationToken);
            }
            catch (KubernetesException error) when (error.IsAlreadyExists)
            {
                // From an earlier run.
            }

            var status = Kubernetes.Patch.Merge(JsonBytes.Encode(new JsonObject { ["status"] = DescribeStatus(node) }));
            await client.PatchAsync(ResourceTypes.Nodes, null, node.Name, status, Status, cancellationToken);
        }
    }

    private static JsonObject Describe(SimulatedNode node) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Node",
        ["metadata"] = new JsonObject
        {
            ["name"] = node.Name,
            ["labels"] = new JsonObject
            {
                ["kubernetes.io/hostname"] = node.Name,
                ["kubernetes.io/os"] = "linux",
                ["kubernetes.io/arch"] = "amd64",
                ["topology.kubernetes.io/region"] = node.Region,
                ["topology.kubernetes.io/zone"] = node.Zone,
            },
        },
        ["spec"] = new JsonObject(),
    };

    private JsonObject DescribeStatus(SimulatedNode node)
    {
        var now = Timestamps.Format(time.GetUtcNow());
        return new JsonObject
        {
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = node.Address.ToString() },
                new JsonObject { ["type"] = "Hostname", ["address"] = node.Name }),
            ["capacity"] = Resources(),
            ["allocatable"] = Resources(),
            ["nodeInfo"] = new JsonObject
            {
                ["architecture"] = "amd64",
                ["operatingSystem"] = "linux",
                ["osImage"] = "Simulated",
                ["kernelVersion"] = "0",
                ["containerRuntimeVersion"] = "simulated://0",
                ["kubeletVersion"] = "v1.32.0",
                ["kubeProxyVersion"] = "v1.32.0",
                ["machineID"] = node.Name,
                ["systemUUID"] = node.Name,
                ["bootID"] = node.Name,
            },
            ["conditions"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "Ready",
                    ["status"] = "True",
                    ["reason"] = "KubeletReady",
                    ["message"] = "simulated",
                    ["lastHeartbeatTime"] = now,
                    ["lastTransitionTime"] = now,
                }),
        };
    }

    private static JsonObject Resources() => new() { ["cpu"] = "64", ["memory"] = "256Gi", ["pods"] = "1000" };
}
