using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Endpoints;

/// <summary>A scope tells all load assignments that it asks for, by cluster.</summary>
internal sealed record FollowAssignments(IActorRef Scope, SharedMap<AssignmentSource> Sources);

/// <summary>A scope is gone.</summary>
internal sealed record ForgetScope(IActorRef Scope);

/// <summary>What is known of load assignments.</summary>
/// <param name="Sources">Which they are: an answer to anything but the last question does not count.</param>
/// <param name="Set">Those that are known; clusters that wait for the first answer are not in it.</param>
internal sealed record AssignmentsChanged(SharedMap<AssignmentSource> Sources, ResourceSet Set);
