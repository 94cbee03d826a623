using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>What holds for the pod specification wherever it stands: in a pod or in a workload's template.</summary>
internal static class PodSpecRules
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    public static void Default(JsonObject spec)
    {
        foreach (var container in ContainerLists.SelectMany(l => spec.List(l)?.OfType<JsonObject>() ?? []))
        {
            container["imagePullPolicy"] ??= PullPolicy(container.Text("image") ?? "");
            if (spec.Flag("hostNetwork"))
            {
                foreach (var port in container.List("ports")?.OfType<JsonObject>() ?? [])
                {
                    port["hostPort"] ??= port["containerPort"]?.DeepClone();
                }
            }
        }

        foreach (var volume in spec.List("volumes")?.OfType<JsonObject>() ?? [])
        {
            if (volume.Count == 1 && volume.ContainsKey("name"))
            {
                volume["emptyDir"] = new JsonObject();
            }
        }
    }

    public static void Validate(JsonObject spec, string path, List<FieldError> errors)
    {
        if (spec.List("containers") is not { Count: > 0 })
        {
            errors.Add(FieldError.Required($"{path}.containers"));
        }

        var volumes = spec.List("volumes")?.OfType<JsonObject>().Select(v => v.Text("name")).ToHashSet() ?? [];
        var names = new HashSet<string>();
        foreach (var list in ContainerLists)
        {
            var containers = spec.List(list)?.OfType<JsonObject>().ToList() ?? [];
            for (var i = 0; i < containers.Count; i++)
            {
                ValidateContainer(containers[i], $"{path}.{list}[{i}]", names, volumes, errors);
            }
        }

        if (spec.Text("restartPolicy") is { } restart && restart is not ("Always" or "OnFailure" or "Never"))
        {
            errors.Add(FieldError.NotSupported($"{path}.restartPolicy", JsonBytes.Show(restart), ["\"Always\"", "\"Never\"", "\"OnFailure\""]));
        }

        if (spec.Text("dnsPolicy") is { } dns && dns is not ("ClusterFirst" or "ClusterFirstWithHostNet" or "Default" or "None"))
        {
            errors.Add(FieldError.NotSupported($"{path}.dnsPolicy", JsonBytes.Show(dns), ["\"ClusterFirst\"", "\"ClusterFirstWithHostNet\"", "\"Default\"", "\"None\""]));
        }
    }

    private static void ValidateContainer(JsonObject container, string path, HashSet<string> names, HashSet<string?> volumes, List<FieldError> errors)
    {
        var name = container.Text("name") ?? "";
        if (NameRules.Label(name) is { } fault)
        {
            errors.Add(name.Length == 0 ? FieldError.Required($"{path}.name") : FieldError.Invalid($"{path}.name", JsonBytes.Show(name), fault));
        }
        else if (!names.Add(name))
        {
            errors.Add(FieldError.Duplicate($"{path}.name", JsonBytes.Show(name)));
        }

        if (string.IsNullOrEmpty(container.Text("image")))
        {
            errors.Add(FieldError.Required($"{path}.image"));
        }

        var ports = container.List("ports")?.OfType<JsonObject>().ToList() ?? [];
        for (var i = 0; i < ports.Count; i++)
        {
            PortRules.Validate(ports[i], "containerPort", $"{path}.ports[{i}].containerPort", errors);
        }

        var mounts = container.List("volumeMounts")?.OfType<JsonObject>().ToList() ?? [];
        for (var i = 0; i < mounts.Count; i++)
        {
            if (!volumes.Contains(mounts[i].Text("name")))
            {
                errors.Add(FieldError.NotFound($"{path}.volumeMounts[{i}].name", JsonBytes.Show(mounts[i]["name"])));
            }
        }
    }

    /// <summary>The tag latest, or none, is pulled always; any other, or a digest, only where it is absent.</summary>
    private static string PullPolicy(string image)
    {
        if (image.Contains('@'))
        {
            return "IfNotPresent";
        }

        var tag = image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? image[(colon + 1)..] : "latest";
        return tag == "latest" ? "Always" : "IfNotPresent";
    }
}
