using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>Finds an address of a service by its endpoint slices, then by its endpoints, as a proxy would.</summary>
internal sealed class ServiceAddresses(ObjectStore store)
{
    private const string ServiceLabel = "kubernetes.io/service-name";

    public IPEndPoint? Find(string ns, string name, int port)
    {
        var state = store.State;
        var service = state.Find(WellKnown.Services, new StoreKey(ns, name))?.ToNode();
        var portName = (service?.At("spec", "ports") as JsonArray)?.OfType<JsonObject>().FirstOrDefault(p => p.Whole("port") == port)?.Text("name") ?? "";
        foreach (var slice in state.List(WellKnown.EndpointSlices, ns).Where(s => s.Labels.TryGetValue(ServiceLabel, out var owner) && owner == name))
        {
            var node = slice.ToNode();
            var target = PortOf(node.List("ports"), portName);
            foreach (var endpoint in node.List("endpoints")?.OfType<JsonObject>().Where(e => e.Map("conditions")?["ready"]?.ToJsonString() != "false") ?? [])
            {
                if (Address(endpoint.List("addresses")?.FirstOrDefault().AsText(), target) is { } found)
                {
                    return found;
                }
            }
        }

        foreach (var subset in state.Find(WellKnown.Endpoints, new StoreKey(ns, name))?.ToNode().List("subsets")?.OfType<JsonObject>() ?? [])
        {
            if (Address((subset.List("addresses")?.FirstOrDefault() as JsonObject)?.Text("ip"), PortOf(subset.List("ports"), portName)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static long? PortOf(JsonArray? ports, string name)
        => ports?.OfType<JsonObject>().FirstOrDefault(p => (p.Text("name") ?? "") == name)?.Whole("port");

    private static IPEndPoint? Address(string? address, long? port)
        => IPAddress.TryParse(address, out var ip) && port is > 0 and <= 65535 ? new IPEndPoint(ip, (int)port) : null;
}
