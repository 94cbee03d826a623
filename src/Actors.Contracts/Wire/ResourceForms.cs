using Google.Protobuf;
using Google.Protobuf.Collections;
using MeshActors.Translation;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Encoded resources. Their bytes are neither copied into a message nor out of it; their type is told once a run.</summary>
internal static class ResourceForms
{
    public static Proto.Resource ToProto(EncodedResource resource) => new() { Name = resource.Name, Value = UnsafeByteOperations.UnsafeWrap(resource.Value) };

    public static EncodedResource FromProto(string typeUrl, Proto.Resource resource) => new(resource.Name, typeUrl, resource.Value.Memory);

    public static void Add(RepeatedField<Proto.ResourceRun> runs, IReadOnlyList<EncodedResource> resources)
    {
        Proto.ResourceRun? run = null;
        foreach (var resource in resources)
        {
            if (run is null || run.TypeUrl != resource.TypeUrl)
            {
                runs.Add(run = new() { TypeUrl = resource.TypeUrl });
            }

            run.Resources.Add(ToProto(resource));
        }
    }

    public static EncodedResource[] Read(RepeatedField<Proto.ResourceRun> runs)
    {
        var resources = new EncodedResource[runs.Sum(static run => run.Resources.Count)];
        var count = 0;
        foreach (var run in runs)
        {
            // One text for all resources of the replica: there are few types.
            var typeUrl = string.Intern(run.TypeUrl);
            foreach (var resource in run.Resources)
            {
                resources[count++] = FromProto(typeUrl, resource);
            }
        }

        return resources;
    }
}
