using System.Net;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>A pod whose ports we opened, until they are closed again.</summary>
internal sealed record RunningPod(ObjectKey Key, string Uid, IPAddress Address, PodServer Server)
{
    /// <summary>Completes once the ports are closed; null while the pod is to serve.</summary>
    public Task? Stopping { get; init; }
}
