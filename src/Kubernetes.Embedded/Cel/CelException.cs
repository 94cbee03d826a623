namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>An expression that cannot be read, or that fails on the value it is given.</summary>
internal sealed class CelException(string message) : Exception(message);
