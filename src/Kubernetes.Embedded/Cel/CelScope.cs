namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>The variables that an expression sees; an inner one hides an outer one of its name.</summary>
internal sealed class CelScope(string name, object? value, CelScope? outer)
{
    /// <exception cref="CelException">There is no such variable.</exception>
    public object? Find(string wanted)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == wanted)
            {
                return scope.Value;
            }
        }

        throw new CelException($"undeclared reference to '{wanted}'");
    }

    private string Name { get; } = name;

    private object? Value { get; } = value;

    private CelScope? Outer { get; } = outer;
}
