using MeshActors.Kubernetes;
using MeshActors.MeshGenerator;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Measuring;

/// <summary>Makes changes in the API server, each with the resource by which sidecars see it.</summary>
internal sealed class MeshChanges(SyntheticMesh mesh, IKubernetesClient client)
{
    private int _endpoints;
    private int _weights;

    /// <summary>Takes back what an earlier test has changed: a change that changes nothing reaches nobody.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, mesh.Shape.Services, options, async (i, token) => await Replacement(mesh.EndpointSlice(i), "endpoints")(token));
        await Parallel.ForAsync(0, mesh.Shape.VirtualServices, options, async (i, token) => await Replacement(mesh.VirtualService(i), "spec")(token));
    }

    /// <summary>An endpoint that turns unready, or ready again; every change is of another service in turn.</summary>
    public MeshChange NextEndpoint()
    {
        var number = _endpoints++;
        var service = number % mesh.Shape.Services;
        var slice = mesh.EndpointSlice(service, unready: number / mesh.Shape.Services % 2 == 0 ? 0 : -1);
        return new(XdsTypes.Endpoint, $"outbound|{SyntheticMesh.ServicePort}||{mesh.HostOf(service)}", Replacement(slice, "endpoints"));
    }

    /// <summary>Whether there are VirtualServices to change.</summary>
    public bool HasVirtualServices => mesh.Shape.VirtualServices > 0;

    /// <summary>Another split of a VirtualService's traffic than the one before: a change that changes nothing reaches nobody.</summary>
    public MeshChange NextVirtualService()
    {
        var (round, number) = Math.DivRem(_weights++, mesh.Shape.VirtualServices);
        var changed = mesh.VirtualService(number, weight: 10 + (round % 80));
        return new(XdsTypes.Route, SyntheticMesh.ServicePort.ToString(System.Globalization.CultureInfo.InvariantCulture), Replacement(changed, "spec"));
    }

    // Written out before it counts: a change's time begins with its request.
    private Func<CancellationToken, Task> Replacement(SyntheticObject item, string field)
    {
        var patch = Patch.Merge(new System.Text.Json.Nodes.JsonObject { [field] = item.Json[field]!.DeepClone() }.ToJsonString());
        return token => client.PatchAsync(item.Type, item.Namespace, item.Name, patch, WriteOptions.Default, token);
    }
}

/// <param name="TypeUrl">The type of the resource that shows it.</param>
/// <param name="Name">Its name.</param>
/// <param name="MakeAsync">Makes it.</param>
internal sealed record MeshChange(string TypeUrl, string Name, Func<CancellationToken, Task> MakeAsync);
