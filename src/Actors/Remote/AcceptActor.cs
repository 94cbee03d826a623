using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Gives accepted connections to the link of the member that greets. A greeting may come before this replica knows the
/// member: such a connection waits for a later view.
/// </summary>
internal sealed partial class AcceptActor : ReceiveActor
{
    private readonly ReplicaLinks _links;
    private readonly IReplicaTransport _transport;
    private readonly LinkSettings _settings;
    private readonly Cluster _cluster;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Dictionary<string, Greeted> _early = [];

    public AcceptActor(ReplicaLinks links, IReplicaTransport transport, LinkSettings settings)
    {
        _links = links;
        _transport = transport;
        _settings = settings;
        _cluster = Cluster.Get(Context.System);
        _log = Context.GetLogger();

        Receive<ClusterEvent.ViewChanged>(_ => TryEarly());
        Receive<ClusterEvent.IClusterDomainEvent>(_ => { });
        Receive<Greeted>(OnGreeted);
        Receive<NotGreeted>(e => Log.NotGreeted(_log, e.Cause.Message));
        Receive<Mistaken>(e => Log.Mistaken(_log, e.MemberId, e.Wanted));
    }

    protected override void PreStart()
    {
        var self = Self;
        var clock = Context.System.TimeProvider;
        var selfId = _cluster.SelfMember.Id;
        var stopped = _stopped.Token;
        _transport.Listen(connection => _ = Greet(connection, selfId, clock, _settings.ConnectTimeout, stopped)
            .PipeTo(self, failure: cause => new NotGreeted(cause)));
        _cluster.Subscribe(Self);
    }

    protected override void PostStop()
    {
        _stopped.Cancel();
        _links.Close();
        foreach (var early in _early.Values)
        {
            _ = early.Connection.DisposeAsync().AsTask();
        }
    }

    private static async Task<object> Greet(IReplicaConnection connection, string selfId, TimeProvider clock, TimeSpan timeout, CancellationToken stopped)
    {
        try
        {
            using var limit = new CancellationTokenSource(timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopped);
            var hello = await connection.ReceiveAsync(either.Token).ConfigureAwait(false)
                ?? throw new WireFormatException("The peer closed without a greeting.");
            var (memberId, incarnation, wanted) = LinkDecoder.ReadHello(hello.Span);
            if (wanted != selfId)
            {
                // An address can outlive its replica: the caller wants the one that was here before, until that one's lease ends.
                await connection.DisposeAsync().ConfigureAwait(false);
                return new Mistaken(memberId, wanted);
            }

            return new Greeted(memberId, incarnation, connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void OnGreeted(Greeted greeted)
    {
        if (_links.Find(greeted.MemberId, greeted.Incarnation) is { } link)
        {
            link.Tell(new LinkActor.Accepted(greeted.Connection));
            return;
        }

        if (_early.Remove(greeted.MemberId, out var older))
        {
            _ = older.Connection.DisposeAsync().AsTask();
        }

        _early[greeted.MemberId] = greeted;
    }

    private void TryEarly()
    {
        foreach (var early in _early.Values.ToList())
        {
            _early.Remove(early.MemberId);
            OnGreeted(early);
        }
    }

    private sealed record Greeted(string MemberId, int Incarnation, IReplicaConnection Connection);

    private sealed record Mistaken(string MemberId, string Wanted);

    private sealed record NotGreeted(Exception Cause);

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "A connection to the replica link did not greet: {Reason}")]
        public static partial void NotGreeted(ILogger logger, string reason);

        [LoggerMessage(201, LogLevel.Debug, "Replica {Id} looks here for {Wanted}, which had this address before.")]
        public static partial void Mistaken(ILogger logger, string id, string wanted);
    }
}
