namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>A webhook could not be asked or did not answer properly. Whether that matters is its failure policy's to say.</summary>
internal sealed class WebhookCallException(string message, Exception? inner = null) : Exception(message, inner);
