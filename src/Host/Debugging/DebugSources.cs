using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Host.Debugging.Feeds;

namespace MeshActors.Host.Debugging;

/// <summary>Whom debug pages ask.</summary>
/// <param name="System">The replica's actors.</param>
/// <param name="Connections">The proxies connected to this replica.</param>
/// <param name="Feeds">What the actors publish, on whichever replica they live.</param>
/// <param name="Plan">What is watched where.</param>
/// <param name="Clock">The clock.</param>
internal sealed record DebugSources(ActorSystem System, ConnectionRegistry Connections, FeedQuestions Feeds, WatchPlan Plan, TimeProvider Clock)
{
    /// <summary>How long a page waits for an actor's answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
}
