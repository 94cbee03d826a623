namespace MeshActors.Conformance.Xds;

/// <summary>The control plane does not serve this proxy.</summary>
public sealed class ProxyRefusedException(string reason) : Exception(reason);
