using System.Buffers;
using System.Text.Json;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config.Allocation;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Host.Replicas;
using MeshActors.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Entries.Allocation;

namespace MeshActors.Host.Clusters;

/// <summary>Writes allocated addresses to the config cluster, while this replica may write for the mesh's entity.</summary>
internal sealed class KubernetesAddressStore(ActorSystem system, IKubernetesClient client) : IAddressStore
{
    private readonly FencedWrites _writes = new(system, FeedRegions.Mesh);

    public async Task<AddressWrite> WriteAsync(AllocationDecision decision, CancellationToken cancellationToken)
    {
        var written = AddressWrite.Refused;
        await _writes.TryAsync(
            MeshTopic.Instance.EntityId,
            "the addresses",
            async token => written = await WriteOverAsync(decision, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return written;
    }

    private async Task<AddressWrite> WriteOverAsync(AllocationDecision decision, CancellationToken cancellationToken)
    {
        var (type, meta) = (ServedTypes.Of(ResourceKinds.ServiceEntry), decision.Entry.Meta);
        try
        {
            // The view does not show changes that mean nothing to it, such as verdicts in the status: its version may be behind.
            var now = await client.GetAsync(type, meta.Namespace, meta.Name, cancellationToken).ConfigureAwait(false);
            if (ObjectParser.Parse(ResourceKinds.ServiceEntry, now.Json).Object is not { } parsed
                || parsed.Meta.Uid != meta.Uid
                || parsed.SpecHash != decision.Entry.SpecHash)
            {
                return AddressWrite.Outdated;
            }

            var patch = Patch.Merge(PatchOf(decision, parsed.Meta.ResourceVersion));
            await client.PatchAsync(type, meta.Namespace, meta.Name, patch, WriteOptions.Status, cancellationToken).ConfigureAwait(false);
            return AddressWrite.Written;
        }
        catch (KubernetesException error) when (error.IsNotFound)
        {
            return AddressWrite.Outdated;
        }
    }

    private static ReadOnlyMemory<byte> PatchOf(AllocationDecision decision, string resourceVersion)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("metadata"u8);
        json.WriteString("resourceVersion"u8, resourceVersion);
        json.WriteEndObject();
        json.WriteStartObject("status"u8);
        json.WriteStartArray("addresses"u8);
        foreach (var address in decision.Addresses)
        {
            json.WriteStartObject();
            json.WriteString("value"u8, address.Value);
            json.WriteString("host"u8, address.Host);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
