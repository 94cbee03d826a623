namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>An expression of the Common Expression Language, as it was parsed.</summary>
internal abstract record CelNode
{
    private CelNode()
    {
    }

    internal sealed record Literal(object? Value) : CelNode;

    internal sealed record Name(string Text) : CelNode;

    internal sealed record Select(CelNode Target, string Field) : CelNode;

    /// <summary>A function, method, operator (by its sign) or macro.</summary>
    internal sealed record Call(CelNode? Target, string Function, IReadOnlyList<CelNode> Arguments) : CelNode;

    internal sealed record List(IReadOnlyList<CelNode> Items) : CelNode;

    internal sealed record Map(IReadOnlyList<(CelNode Key, CelNode Value)> Entries) : CelNode;
}
