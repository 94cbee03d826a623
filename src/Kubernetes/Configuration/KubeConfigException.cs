namespace MeshActors.Kubernetes.Configuration;

/// <summary>A kubeconfig or the in-cluster configuration cannot be used; the message names file, entry and field.</summary>
public sealed class KubeConfigException(string message, Exception? inner = null) : Exception(message, inner);
