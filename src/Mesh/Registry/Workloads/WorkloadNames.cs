using System.Text.RegularExpressions;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>Istio's heuristics for the name of the workload (Deployment, CronJob…) behind a pod, without reading its owners.</summary>
internal static partial class WorkloadNames
{
    public static string Of(Config<Pod> pod)
    {
        if (pod.Meta.Labels.TryGetValue(WellKnownLabels.WorkloadName, out var name))
        {
            return name;
        }

        // A pod that somebody named by hand is its own workload even where it has an owner.
        var owner = pod.Meta.GenerateName.Length > 0 ? pod.Meta.OwnerReferences.FirstOrDefault(o => o.Controller) : null;
        return owner is null ? pod.Meta.Name : OfOwner(owner, pod.Meta.Labels);
    }

    /// <summary>The name of a WorkloadEntry's workload: the group that registered it, its label, or its own name.</summary>
    public static string OfEntry(ObjectMeta meta) =>
        meta.Annotations.GetValueOrDefault(WellKnownLabels.AutoRegistrationGroupAnnotation)
        ?? meta.Labels.GetValueOrDefault(WellKnownLabels.WorkloadName)
        ?? meta.Name;

    private static string OfOwner(OwnerReference owner, IReadOnlyDictionary<string, string> labels)
    {
        switch (owner.Kind)
        {
            case "ReplicaSet":
                return WithoutHash(owner.Name, labels, WellKnownLabels.PodTemplateHash)
                    ?? WithoutHash(owner.Name, labels, WellKnownLabels.RolloutsPodTemplateHash)
                    ?? owner.Name;
            case "ReplicationController" when labels.GetValueOrDefault("deploymentconfig") is { Length: > 0 } deployment:
                return deployment;
            case "Job" when CronJobRun().Match(owner.Name) is { Success: true } run:
                return run.Groups[1].Value;
            default:
                return owner.Name;
        }
    }

    private static string? WithoutHash(string name, IReadOnlyDictionary<string, string> labels, string hashLabel)
    {
        if (labels.GetValueOrDefault(hashLabel) is not { Length: > 0 } hash || !name.EndsWith(hash, StringComparison.Ordinal))
        {
            return null;
        }

        return name.EndsWith("-" + hash, StringComparison.Ordinal) ? name[..^(hash.Length + 1)] : name;
    }

    /// <summary>A CronJob names its Jobs after itself and a timestamp.</summary>
    [GeneratedRegex(@"(.+)-\d{8,10}$")]
    private static partial Regex CronJobRun();
}
