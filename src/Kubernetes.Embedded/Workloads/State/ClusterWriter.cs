using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Workloads.State;

/// <summary>Writes to the API server and notes the outcome in the state at once, so that no controller acts twice.</summary>
internal sealed class ClusterWriter(IKubernetesClient client, ClusterState state, TimeProvider time)
{
    private static readonly WriteOptions Spec = new() { FieldManager = "workload-simulator" };
    private static readonly WriteOptions Status = Spec with { Subresource = "status" };

    private readonly Dictionary<string, string> _lastEvents = [];

    public async Task<ClusterObject> CreateAsync(ResourceType type, string @namespace, JsonObject body, CancellationToken cancellationToken)
    {
        body["apiVersion"] = type.ApiVersion;
        body["kind"] = type.Kind;
        return Note(await client.CreateAsync(type, @namespace, JsonBytes.Encode(body), Spec, cancellationToken));
    }

    public async Task<ClusterObject> PatchAsync(ClusterObject item, JsonObject patch, CancellationToken cancellationToken) =>
        Note(await client.PatchAsync(
            item.Type,
            item.Metadata.Namespace,
            item.Metadata.Name,
            Kubernetes.Patch.Merge(JsonBytes.Encode(patch)),
            Spec,
            cancellationToken));

    /// <summary>Writes those members of the status that differ from what is known.</summary>
    public async Task<ClusterObject> PatchStatusAsync(ClusterObject item, JsonObject status, CancellationToken cancellationToken)
    {
        var changed = new JsonObject();
        foreach (var (name, wanted) in status)
        {
            if (!JsonNode.DeepEquals(item.Status[name], wanted))
            {
                changed[name] = wanted?.DeepClone();
            }
        }

        return changed.Count == 0
            ? item
            : Note(await client.PatchAsync(
                item.Type,
                item.Metadata.Namespace,
                item.Metadata.Name,
                Kubernetes.Patch.Merge(JsonBytes.Encode(new JsonObject { ["status"] = changed })),
                Status,
                cancellationToken));
    }

    /// <summary>Deletes exactly this object, in the background. That it is gone or another already is success.</summary>
    public async Task DeleteAsync(ClusterObject item, int? graceSeconds, CancellationToken cancellationToken)
    {
        try
        {
            var options = new DeleteOptions { Uid = item.Metadata.Uid, GracePeriodSeconds = graceSeconds };
            await client.DeleteAsync(item.Type, item.Metadata.Namespace, item.Metadata.Name, options, cancellationToken);
        }
        catch (KubernetesException error) when (error.IsNotFound || error.IsConflict)
        {
            // Somebody was faster, which is as well.
        }

        state.MarkDeleting(item);
    }

    /// <summary>Tells an object's author what is wrong; the same thing once, however often it is tried.</summary>
    public async Task WarnAsync(ClusterObject about, string reason, string message, CancellationToken cancellationToken)
    {
        var topic = $"{about.Metadata.Uid}/{reason}";
        if (_lastEvents.GetValueOrDefault(topic) == message)
        {
            return;
        }

        _lastEvents[topic] = message;
        var now = Timestamps.Format(time.GetUtcNow());
        await CreateAsync(
            ResourceTypes.Events,
            about.Metadata.Namespace,
            new JsonObject
            {
                ["metadata"] = new JsonObject { ["generateName"] = about.Metadata.Name + ".", ["namespace"] = about.Metadata.Namespace },
                ["type"] = "Warning",
                ["reason"] = reason,
                ["message"] = message,
                ["count"] = 1,
                ["firstTimestamp"] = now,
                ["lastTimestamp"] = now,
                ["source"] = new JsonObject { ["component"] = "workload-simulator" },
                ["involvedObject"] = new JsonObject
                {
                    ["apiVersion"] = about.Type.ApiVersion,
                    ["kind"] = about.Type.Kind,
                    ["namespace"] = about.Metadata.Namespace,
                    ["name"] = about.Metadata.Name,
                    ["uid"] = about.Metadata.Uid,
                },
            },
            cancellationToken);
    }

    private ClusterObject Note(KubernetesObject stored)
    {
        var item = ClusterObject.From(stored);
        if (item.Type != ResourceTypes.Events)
        {
            state.Put(item);
        }

        return item;
    }
}
