using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Http;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Services: target ports, cluster IPs and node ports.</summary>
internal sealed class ServiceRules(ObjectStore store, IPNetwork network)
{
    private const int FirstNodePort = 30000;
    private const int LastNodePort = 32767;

    public KindRules Rules => new()
    {
        CountsGeneration = false,
        ValidateName = NameRules.Rfc1035Label,
        Default = Default,
        PrepareCreate = service =>
        {
            service["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
            Allocate(service);
        },
        PrepareUpdate = Keep,
        Validate = Validate,
    };

    private static void Default(JsonObject service)
    {
        var spec = service.Ensure("spec");
        foreach (var port in spec.List("ports")?.OfType<JsonObject>() ?? [])
        {
            port["protocol"] ??= "TCP";
            port["targetPort"] ??= port["port"]?.DeepClone();
        }

        switch (spec.Text("type"))
        {
            case "ExternalName":
                spec.Remove("internalTrafficPolicy");
                break;
            case "NodePort" or "LoadBalancer":
                spec["externalTrafficPolicy"] ??= "Cluster";
                break;
        }

        if (spec.Text("type") == "LoadBalancer")
        {
            spec["allocateLoadBalancerNodePorts"] ??= true;
        }

        if (spec.Text("sessionAffinity") == "ClientIP")
        {
            spec["sessionAffinityConfig"] ??= new JsonObject { ["clientIP"] = new JsonObject { ["timeoutSeconds"] = 10800 } };
        }
    }

    private void Allocate(JsonObject service)
    {
        var spec = service.Ensure("spec");
        if (spec.Text("type") == "ExternalName")
        {
            spec.Remove("clusterIP");
            spec.Remove("clusterIPs");
            return;
        }

        if (spec.Text("clusterIP") is not { Length: > 0 } address)
        {
            spec["clusterIP"] = address = FreeAddress();
        }

        spec["clusterIPs"] ??= new JsonArray((JsonNode?)address);
        spec["ipFamilies"] ??= new JsonArray(address.Contains(':') ? "IPv6" : "IPv4");
        spec["ipFamilyPolicy"] ??= "SingleStack";
        if (spec.Text("type") is "NodePort" or "LoadBalancer")
        {
            AllocateNodePorts(spec);
        }
    }

    /// <summary>An update that does not mention what was allocated keeps it.</summary>
    private void Keep(JsonObject service, JsonObject old)
    {
        var spec = service.Ensure("spec");
        var before = old.Ensure("spec");
        if (spec.Text("type") != "ExternalName" && before.Text("type") != "ExternalName")
        {
            foreach (var field in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
            {
                if (spec[field] is null || spec.Text(field) == "")
                {
                    spec[field] = before[field]?.DeepClone();
                }
            }

            foreach (var port in spec.List("ports")?.OfType<JsonObject>() ?? [])
            {
                var match = before.List("ports")?.OfType<JsonObject>().FirstOrDefault(p => p.Text("name") == port.Text("name") && p.Whole("port") == port.Whole("port"));
                if (spec.Text("type") is "NodePort" or "LoadBalancer" && match?["nodePort"] is { } node)
                {
                    port["nodePort"] ??= node.DeepClone();
                }
            }
        }

        if (spec.Text("type") is "ClusterIP")
        {
            spec.Remove("externalTrafficPolicy");
        }

        Allocate(service);
    }

    private static void Validate(JsonObject service, JsonObject? old, List<FieldError> errors)
    {
        var spec = service.Ensure("spec");
        var type = spec.Text("type");
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
        {
            errors.Add(FieldError.NotSupported("spec.type", JsonBytes.Show(spec["type"]), ["\"ClusterIP\"", "\"ExternalName\"", "\"LoadBalancer\"", "\"NodePort\""]));
        }

        var ports = spec.List("ports")?.OfType<JsonObject>().ToList() ?? [];
        if (ports.Count == 0 && type != "ExternalName" && spec.Text("clusterIP") != "None")
        {
            errors.Add(FieldError.Required("spec.ports"));
        }

        if (type == "ExternalName" && string.IsNullOrEmpty(spec.Text("externalName")))
        {
            errors.Add(FieldError.Required("spec.externalName"));
        }

        var names = new HashSet<string>();
        for (var i = 0; i < ports.Count; i++)
        {
            PortRules.Validate(ports[i], "port", $"spec.ports[{i}].port", errors);
            var name = ports[i].Text("name") ?? "";
            if (name.Length == 0 && ports.Count > 1)
            {
                errors.Add(FieldError.Required($"spec.ports[{i}].name"));
            }
            else if (name.Length > 0 && NameRules.Label(name) is { } fault)
            {
                errors.Add(FieldError.Invalid($"spec.ports[{i}].name", JsonBytes.Show(name), fault));
            }
            else if (!names.Add(name))
            {
                errors.Add(FieldError.Duplicate($"spec.ports[{i}].name", JsonBytes.Show(name)));
            }
        }

        var before = old?.Map("spec");
        if (before is not null && before.Text("type") != "ExternalName" && type != "ExternalName" && before.Text("clusterIP") is { Length: > 0 } address && spec.Text("clusterIP") != address)
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs[0]", JsonBytes.Show(spec["clusterIP"]), "may not change once set"));
        }
    }

    /// <summary>Two services that are made at the same moment may draw the same address: the network is large and the draw random.</summary>
    private string FreeAddress()
    {
        var services = store.State.Table(WellKnown.Services);
        var size = ClusterAddresses.Size(network);
        for (var i = 0; i < 2 * size; i++)
        {
            var address = ClusterAddresses.At(network, (uint)Random.Shared.NextInt64(2, size + 1)).ToString();
            // Looking for the bytes is many times faster than parsing every service for each new one.
            var needle = Encoding.ASCII.GetBytes($"\"clusterIP\":\"{address}\"");
            if (!services.Values.Any(s => s.Json.Span.IndexOf(needle) >= 0))
            {
                return address;
            }
        }

        throw ApiException.Internal($"failed to allocate a serviceIP: range {network} is full");
    }

    private void AllocateNodePorts(JsonObject spec)
    {
        var used = store.State.List(WellKnown.Services)
            .SelectMany(s => s.ToNode().At("spec", "ports") as JsonArray ?? [])
            .OfType<JsonObject>().Select(p => p.Whole("nodePort")).ToHashSet();
        foreach (var port in spec.List("ports")?.OfType<JsonObject>() ?? [])
        {
            if (port.Whole("nodePort") is > 0)
            {
                continue;
            }

            var start = Random.Shared.Next(FirstNodePort, LastNodePort + 1);
            var free = Enumerable.Range(0, LastNodePort - FirstNodePort + 1).Select(i => FirstNodePort + ((start - FirstNodePort + i) % (LastNodePort - FirstNodePort + 1))).FirstOrDefault(p => !used.Contains(p));
            port["nodePort"] = free > 0 ? free : throw ApiException.Internal("failed to allocate a nodePort: range is full");
            used.Add(free);
        }
    }
}
