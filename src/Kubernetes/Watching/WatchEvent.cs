namespace MeshActors.Kubernetes;

/// <summary>One event of a watch. A bookmark's object has a resource version and nothing else.</summary>
public readonly record struct WatchEvent(WatchEventType Type, KubernetesObject Object);
