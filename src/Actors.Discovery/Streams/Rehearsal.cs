using Envoy.Config.Core.V3;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Mesh.Proxy;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>
/// Serves one sidecar that does not exist, from its first request to its last acknowledgement, before real ones are sent here. A process
/// that has never served anybody spends the first tenths of a second on loading and compiling code, and a replica that takes over another
/// one's proxies gets hundreds of them in that time.
/// </summary>
/// <remarks>All but the network takes part; neither the list of connections nor the metrics know of it.</remarks>
/// <param name="system">Where connections' actors live.</param>
/// <param name="hub">The replica's <see cref="ScopeHub"/>.</param>
/// <param name="settings">What all of them share.</param>
public sealed class Rehearsal(ActorSystem system, IActorRef hub, DiscoverySettings settings)
{
    private readonly DiscoverySettings _unseen = settings with { Connections = new(), Metrics = new() };

    /// <summary>Completes when the sidecar has its whole configuration.</summary>
    /// <param name="node">What it says of itself.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="ArgumentException">The node is not one.</exception>
    /// <exception cref="InvalidOperationException">The stream failed.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public async Task RunAsync(Node node, CancellationToken cancellationToken)
    {
        var parsed = ProxyNodes.Parse(node, verifiedIdentity: null);
        var proxy = parsed.Node ?? throw new ArgumentException(parsed.Reason, nameof(node));
        var connection = new Connection(
            _unseen.Connections.NextId(proxy.Id), proxy, "rehearsal", _unseen.Clock.GetUtcNow(), IsDelta: true, new(_unseen.ControlPlane));
        var stream = ActorRefs.Nobody;
        var sidecar = new RehearsedSidecar(request => stream.Tell(request, ActorRefs.NoSender));
        using var session = new StreamSession(sidecar, cancellationToken);
        stream = system.ActorOf(ProxyActor.Props(connection, session, _unseen, hub, NullLogger.Instance));
        try
        {
            sidecar.Connect(node);
            await Task.WhenAny(sidecar.Configured, session.Closed).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!sidecar.Configured.IsCompleted)
            {
                throw new InvalidOperationException($"The stream of {connection.Id} failed.");
            }
        }
        finally
        {
            stream.Tell(StreamEnded.Instance, ActorRefs.NoSender);
            await session.CloseAsync(_unseen.EndGrace, _unseen.Clock).ConfigureAwait(false);
        }
    }
}
