using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Endpoints;

/// <summary>A scope asks for load assignments, and for others no more.</summary>
internal sealed record FollowAssignments(
    IActorRef Scope, IReadOnlyCollection<LoadAssignmentTopic> Follow, IReadOnlyCollection<LoadAssignmentTopic> Unfollow);

/// <summary>A scope is gone.</summary>
internal sealed record ForgetScope(IActorRef Scope);

/// <summary>A load assignment came or changed.</summary>
internal sealed record AssignmentChanged(LoadAssignmentTopic Topic, SharedResource Resource);
