using MeshActors.Mesh.View;

namespace MeshActors.Actors.Contracts.Views;

/// <summary>Asks the view actor for its view and every later one. Ends when the follower stops.</summary>
public sealed record FollowView(IActorRef Follower);

/// <summary>A view of the whole mesh. Only the newest counts.</summary>
public sealed record ViewPublished(MeshView View);

/// <summary>Asks whether this replica's view is complete; answered with <see cref="Readiness"/>.</summary>
public sealed record GetReadiness
{
    public static readonly GetReadiness Instance = new();
}

/// <param name="IsReady">Whether every namespace known at the first list is in the view.</param>
/// <param name="Missing">What is still waited for, in words.</param>
public sealed record Readiness(bool IsReady, string Missing);
