namespace MeshActors.Actors.Config.Views;

/// <summary>DNS, as far as the control plane itself asks it: for the network gateways that are known by name.</summary>
public interface INameResolver
{
    /// <summary>
    /// The addresses behind a name, of both families, in no order; empty where there are none, or nobody told in time. Answers within
    /// seconds: a replica does not publish its first view before.
    /// </summary>
    Task<IReadOnlyList<string>> ResolveAsync(string name, CancellationToken cancellationToken);
}
