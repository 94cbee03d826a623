namespace MeshActors.Actors.Config.Views;

/// <summary>A DNS in which nothing is known.</summary>
public sealed class NoNames : INameResolver
{
    public static readonly NoNames Instance = new();

    private NoNames()
    {
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ResolveAsync(string name, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}
