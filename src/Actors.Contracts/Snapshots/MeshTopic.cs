using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Snapshots;

/// <summary>What has no namespace, from the one mesh actor.</summary>
public sealed record MeshTopic : IFeedTopic
{
    public static readonly MeshTopic Instance = new();

    public string EntityId => "mesh";
}

/// <summary>State and change of the <see cref="MeshTopic"/>, always whole: it is small and changes seldom.</summary>
/// <param name="Globals">Mesh configuration and networks, as parsed from their objects.</param>
/// <param name="Nodes">What namespaces need to know of nodes, by cluster, then name.</param>
/// <param name="Namespaces">Every namespace that holds something, in order.</param>
public sealed record MeshState(
    MeshGlobals Globals,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeFacts>> Nodes,
    IReadOnlyList<string> Namespaces)
{
    /// <summary>What the mesh configuration was parsed from.</summary>
    public MeshSources Sources { get; init; } = MeshSources.None;
}
