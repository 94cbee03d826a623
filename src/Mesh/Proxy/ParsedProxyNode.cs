using System.Diagnostics.CodeAnalysis;

namespace MeshActors.Mesh.Proxy;

/// <summary>The outcome of reading a node: the proxy, or why it is refused.</summary>
/// <param name="Node">The proxy; null where it is refused.</param>
/// <param name="Reason">What is wrong with the node, naming the field; null where nothing is.</param>
public sealed record ParsedProxyNode(ProxyNode? Node, string? Reason)
{
    [MemberNotNullWhen(true, nameof(Node))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsValid => Node is not null;
}
