using System.Net;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>What a simulated pod says of itself.</summary>
/// <param name="Workload">The Deployment, StatefulSet or DaemonSet that it belongs to, else its own name.</param>
/// <param name="Version">Its <c>version</c> label.</param>
internal sealed record PodIdentity(
    string Pod, string Namespace, string Workload, string? Version, string ServiceAccount, string Node, IPAddress Address);
