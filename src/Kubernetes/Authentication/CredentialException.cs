namespace MeshActors.Kubernetes.Authentication;

/// <summary>A credential that is configured cannot be read or made.</summary>
public sealed class CredentialException(string message, Exception? inner = null) : Exception(message, inner);
