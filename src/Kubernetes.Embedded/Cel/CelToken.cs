namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>What kind of word a token is.</summary>
internal enum CelTokenKind
{
    Name,
    Literal,
    Sign,
    End,
}

/// <summary>A word of an expression; literals carry their value.</summary>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, object? Value = null);
