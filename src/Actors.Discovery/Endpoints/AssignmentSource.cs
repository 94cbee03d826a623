using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Discovery.Endpoints;

/// <summary>Where a scope has the load assignment of one cluster from. Compared by value.</summary>
/// <param name="query">The query of its owner.</param>
/// <param name="isLeaving">
/// Whether the cluster has gone together with its endpoints: proxies still use it until they have been sent new routes, so what is
/// held of it stands until they ask for it no more.
/// </param>
internal sealed class AssignmentSource(EndpointQuery query, bool isLeaving) : IEquatable<AssignmentSource>
{
    public EndpointQuery Query { get; } = query;

    public bool IsLeaving { get; } = isLeaving;

    /// <summary>What to follow; null where nobody needs to be asked.</summary>
    public LoadAssignmentTopic? Topic { get; } = query.IsEmpty || isLeaving ? null : new(query.Service!.Value, query);

    public bool Equals(AssignmentSource? other) => other is not null && IsLeaving == other.IsLeaving && Query == other.Query;

    public override bool Equals(object? obj) => Equals(obj as AssignmentSource);

    public override int GetHashCode() => Query.GetHashCode();
}
