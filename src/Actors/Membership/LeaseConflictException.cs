using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Membership;

/// <summary>A write met another: the lease exists already, is gone, or has another version than the writer knew.</summary>
public sealed class LeaseConflictException(string name, string reason) : AkkaException($"Lease {name}: {reason}");
