using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Http;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>What every cluster has from the start: its first namespaces and the service of the API server itself.</summary>
internal sealed class ClusterSeed(ApiServices services, ObjectApi api, IPNetwork network)
{
    public async Task PlantAsync(CancellationToken cancellation)
    {
        foreach (var name in (string[])["default", "kube-system", "kube-public", "kube-node-lease"])
        {
            await EnsureAsync(WellKnown.Namespaces, "", name, [], cancellation).ConfigureAwait(false);
        }

        await EnsureAsync(
            WellKnown.Services,
            "default",
            "kubernetes",
            new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" } },
                ["spec"] = new JsonObject
                {
                    ["clusterIP"] = ClusterAddresses.First(network).ToString(),
                    ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = 6443, ["protocol"] = "TCP" }),
                },
            },
            cancellation).ConfigureAwait(false);
    }

    private async Task EnsureAsync(ResourceId resource, string ns, string name, JsonObject node, CancellationToken cancellation)
    {
        if (services.Store.State.Find(resource, new StoreKey(ns, name)) is not null)
        {
            return;
        }

        var definition = services.Catalog.Current.Find(resource) ?? throw new InvalidOperationException($"No definition of {resource}.");
        if (node["metadata"] is not JsonObject metadata)
        {
            node["metadata"] = metadata = [];
        }

        metadata["name"] = name;
        await api.Writer.CreateAsync(new ResourceView(definition, definition.StorageVersion), ns, node, new WriteRequest { FieldManager = "kube-apiserver" }, cancellation).ConfigureAwait(false);
    }
}
