namespace MeshActors.Kubernetes;

/// <summary>
/// Raw access to an API server: objects are JSON bytes with their header parsed. Every operation throws
/// <see cref="KubernetesException"/> where the server refuses or cannot be reached. Typed kinds are read and
/// written through <see cref="TypedObjects"/>.
/// </summary>
public interface IKubernetesClient
{
    /// <exception cref="KubernetesException">Also where there is no such object (<c>IsNotFound</c>).</exception>
    Task<KubernetesObject> GetAsync(ResourceType type, string? @namespace, string name, CancellationToken cancellationToken);

    /// <summary>One page; follow <see cref="ObjectList.Continue"/> for the next.</summary>
    Task<ObjectList> ListAsync(ResourceType type, ListOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Events from a resource version on, until the server ends the watch (which it does at its leisure) or sends
    /// an error, which is thrown. <see cref="Reflector"/> turns watches into a lasting view.
    /// </summary>
    /// <exception cref="KubernetesException"><c>IsGone</c>: the version is too old, list again.</exception>
    IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, WatchOptions options, CancellationToken cancellationToken);

    /// <summary>Creates an object. A subresource (<c>token</c>, <c>eviction</c>, <c>binding</c>) needs a <paramref name="name"/>.</summary>
    Task<KubernetesObject> CreateAsync(
        ResourceType type,
        string? @namespace,
        ReadOnlyMemory<byte> json,
        WriteOptions options,
        CancellationToken cancellationToken,
        string? name = null);

    /// <summary>Replaces an object; a resource version within the JSON makes it conditional on the stored one.</summary>
    Task<KubernetesObject> UpdateAsync(
        ResourceType type,
        string? @namespace,
        string name,
        ReadOnlyMemory<byte> json,
        WriteOptions options,
        CancellationToken cancellationToken);

    Task<KubernetesObject> PatchAsync(
        ResourceType type,
        string? @namespace,
        string name,
        Patch patch,
        WriteOptions options,
        CancellationToken cancellationToken);

    Task DeleteAsync(
        ResourceType type,
        string? @namespace,
        string name,
        DeleteOptions options,
        CancellationToken cancellationToken);

    /// <summary>Reads any path of the server (discovery, version, health) as bytes.</summary>
    Task<byte[]> GetRawAsync(string path, CancellationToken cancellationToken);
}
