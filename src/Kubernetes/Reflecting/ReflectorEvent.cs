namespace MeshActors.Kubernetes;

/// <summary>What a <see cref="Reflector"/> has to tell, in the order in which it holds.</summary>
/// <param name="Object">The object that is or was; set for Upserted and Deleted.</param>
/// <param name="ResourceVersion">Where a reader may resume after this event.</param>
/// <param name="Error">Set for Interrupted.</param>
/// <param name="RetryAfter">Set for Interrupted and Missing.</param>
public readonly record struct ReflectorEvent(
    ReflectorEventType Type,
    KubernetesObject? Object,
    string ResourceVersion,
    KubernetesException? Error = null,
    TimeSpan RetryAfter = default);
