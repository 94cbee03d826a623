using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>One page of a list.</summary>
/// <param name="Revision">The resourceVersion from which a watch goes on without a gap.</param>
/// <param name="Continue">The token of the next page, or null on the last.</param>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Revision, string? Continue, long Remaining)
{
    public bool CountsRemaining { get; init; } = true;
}
