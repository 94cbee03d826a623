using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Pods: service account, image pull policies, the first status, and what of a pod may change.</summary>
internal sealed class PodRules(ObjectStore store)
{
    public KindRules Rules => new()
    {
        Default = Default,
        PrepareCreate = Prepare,
        Validate = (pod, old, errors) =>
        {
            PodSpecRules.Validate(pod.Map("spec") ?? [], "spec", errors);
            if (old is not null)
            {
                ValidateUpdate(pod, old, errors);
            }
        },
    };

    private static void Default(JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        PodSpecRules.Default(spec);
        spec["enableServiceLinks"] ??= true;
        spec["serviceAccountName"] ??= spec.Text("serviceAccount") ?? "default";
        spec["serviceAccount"] ??= spec.Text("serviceAccountName");
        spec["preemptionPolicy"] ??= "PreemptLowerPriority";
        spec["priority"] ??= 0;
    }

    private void Prepare(JsonObject pod)
    {
        pod["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
        var spec = pod.Ensure("spec");
        var ns = pod.Map("metadata")?.Text("namespace") ?? "";
        var account = store.State.Find(WellKnown.ServiceAccounts, new StoreKey(ns, spec.Text("serviceAccountName") ?? ""))?.ToNode();
        if (account?.List("imagePullSecrets") is { Count: > 0 } secrets && spec["imagePullSecrets"] is null)
        {
            spec["imagePullSecrets"] = secrets.DeepClone();
        }
    }

    private static void ValidateUpdate(JsonObject pod, JsonObject old, List<FieldError> errors)
    {
        var before = Comparable(old);
        var after = Comparable(pod);
        if (!JsonNode.DeepEquals(before, after))
        {
            errors.Add(FieldError.Forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }
    }

    private static JsonObject Comparable(JsonObject pod)
    {
        var spec = (pod.Map("spec") ?? []).DeepClone().AsObject();
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in spec.List(list)?.OfType<JsonObject>() ?? [])
            {
                container.Remove("image");
            }
        }

        foreach (var field in (ReadOnlySpan<string>)["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "nodeName", "ephemeralContainers", "schedulingGates"])
        {
            spec.Remove(field);
        }

        return spec;
    }
}
