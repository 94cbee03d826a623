namespace MeshActors.Mesh.Proxy;

/// <summary>Carries the reason out of the readers of a node; <see cref="ProxyNodes"/> turns it into a refusal.</summary>
internal sealed class NodeFormatException(string reason, Exception? inner = null) : Exception(reason, inner);
