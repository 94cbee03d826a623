using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Actors.Discovery.Debugging;
using MeshActors.Actors.Discovery.Endpoints;
using MeshActors.Actors.Discovery.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Actors.Discovery;

/// <summary>What the discovery actors of a replica share.</summary>
/// <param name="Regions">The way to the owners of scopes and services.</param>
/// <param name="Views">This replica's view actor.</param>
/// <param name="Clock">The clock.</param>
public sealed record DiscoverySettings(IFeedRegions Regions, IActorRef Views, TimeProvider Clock)
{
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// What responses carry as <c>control_plane.identifier</c>: istiod's is JSON with <c>Component</c>, <c>ID</c> and <c>Info</c>,
    /// which <c>istioctl proxy-status</c> reads.
    /// </summary>
    public string ControlPlane { get; init; } = """{"Component":"istiod","ID":"meshactors","Info":{}}""";

    /// <summary>How many names of one type a client may subscribe to; one that asks for more is refused.</summary>
    public int MaxNames { get; init; } = 50_000;

    /// <summary>How long a resource name may be, in characters.</summary>
    public int MaxNameLength { get; init; } = 4096;

    /// <summary>How long a scope without proxies is kept for those that come back.</summary>
    public TimeSpan ScopeLinger { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take to read what is being written when its stream is ended; then the stream is reset.</summary>
    public TimeSpan EndGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Who answers questions about the control plane; null where nobody does.</summary>
    public IDebugAnswers? Debug { get; init; }

    public ConnectionRegistry Connections { get; init; } = new();

    public DiscoveryMetrics Metrics { get; init; } = new();

    internal ResourceStore Resources { get; } = new();

    internal AssignmentSources Assignments { get; } = new();

    internal NamePool Names { get; } = new();
}
