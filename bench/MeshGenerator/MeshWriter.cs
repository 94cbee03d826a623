using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes;

namespace MeshActors.MeshGenerator;

/// <summary>Brings objects to where they are used: a file, or an API server.</summary>
public static class MeshWriter
{
    /// <summary>Writes a list that <c>kubectl apply -f</c> takes. The status of pods is part of it, which servers ignore on apply.</summary>
    public static async Task WriteAsync(IEnumerable<SyntheticObject> objects, TextWriter output)
    {
        await output.WriteAsync("""{"apiVersion":"v1","kind":"List","items":[""");
        var separator = "\n";
        foreach (var item in objects)
        {
            await output.WriteAsync(separator + item.Json.ToJsonString());
            separator = ",\n";
        }

        await output.WriteLineAsync("\n]}");
    }

    /// <summary>Creates objects of one kind after the other, several at a time. What exists is replaced.</summary>
    /// <exception cref="KubernetesException">The server refuses one.</exception>
    public static async Task ApplyAsync(
        IEnumerable<SyntheticObject> objects, IKubernetesClient client, int concurrency, CancellationToken cancellationToken)
    {
        foreach (var kind in objects.GroupBy(item => item.Type))
        {
            await Parallel.ForEachAsync(
                Partitioner.Create(kind, EnumerablePartitionerOptions.NoBuffering).GetDynamicPartitions(),
                new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
                async (item, token) => await ApplyAsync(item, client, token));
        }
    }

    /// <summary>Creates or replaces one object, and its status where it has one.</summary>
    public static async Task ApplyAsync(SyntheticObject item, IKubernetesClient client, CancellationToken cancellationToken)
    {
        var ns = item.Namespace.Length == 0 ? null : item.Namespace;
        var json = Encoding.UTF8.GetBytes(item.Json.ToJsonString());
        try
        {
            await client.CreateAsync(item.Type, ns, json, WriteOptions.Default, cancellationToken);
        }
        catch (KubernetesException exists) when (exists.IsAlreadyExists)
        {
            await client.PatchAsync(item.Type, ns, item.Name, Patch.Merge(json), WriteOptions.Default, cancellationToken);
        }

        if (item.Json["status"] is JsonObject status)
        {
            // Servers take a status only by its own path.
            var patch = Patch.Merge(new JsonObject { ["status"] = status.DeepClone() }.ToJsonString());
            await client.PatchAsync(item.Type, ns, item.Name, patch, WriteOptions.Status, cancellationToken);
        }
    }
}
