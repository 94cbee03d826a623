namespace MeshActors.Kubernetes.Embedded.Workloads;

/// <summary>What wakes the loop.</summary>
internal abstract record WorkloadSignal
{
    private WorkloadSignal()
    {
    }

    /// <summary>A watch has news.</summary>
    public sealed record Told(ResourceType Type, ReflectorEvent Event) : WorkloadSignal;

    /// <summary>Something that failed is to be tried again, or that was waited for is due.</summary>
    public sealed record Due(WorkItem Item) : WorkloadSignal;

    /// <summary>A pod's ports are closed.</summary>
    public sealed record PodStopped(string Uid) : WorkloadSignal;
}
