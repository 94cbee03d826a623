using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Actors.Discovery.Debugging;
using MeshActors.Actors.Discovery.Protocol;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Grpc;
using MeshActors.Translation;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>
/// One xDS stream, on the replica that holds it. Knows what its proxy asks for and holds; knows bytes, not configuration.
/// </summary>
/// <remarks>
/// At most one response is composed and being written, at most one a type is unanswered; changes meanwhile coalesce by reference to
/// the newest snapshot of the scope. So a proxy that reads slowly, or not at all, costs no more memory than one that is up to date.
/// </remarks>
internal sealed partial class ProxyActor : ReceiveActor
{
    private readonly Connection _connection;
    private readonly StreamSession _session;
    private readonly DiscoverySettings _settings;
    private readonly IActorRef _hub;
    private readonly ILogger _log;
    private readonly StreamState _state = new();
    private IActorRef? _scope;
    private string? _scopeKey;
    private long _turn;
    private ScopeSnapshot? _snapshot;
    private EncodedMessageBuilder? _writing;
    private long _writeBegan;
    private long _nonce;
    private Queue<DebugAnswered>? _debugAnswers;
    private bool _isConnected;
    private bool _hasJoined;
    private bool _isEnding;
    private bool _isConverged = true;

    public ProxyActor(Connection connection, StreamSession session, DiscoverySettings settings, IActorRef hub, ILogger log)
    {
        (_connection, _session, _settings, _hub, _log) = (connection, session, settings, hub, log);

        Receive<DeltaDiscoveryRequest>(OnDeltaRequest);
        Receive<DiscoveryRequest>(OnRequest);
        Receive<ScopeChanged>(OnScopeChanged);
        Receive<DebugAnswered>(OnDebugAnswered);
        Receive<ResponseWritten>(_ => OnWritten());
        Receive<ScopeAssigned>(OnScopeAssigned);
        Receive<GetConnectionStatus>(_ => Sender.Tell(Report()));
        Receive<GetHeldResources>(message => Sender.Tell(HeldResources.Of(Report(), _snapshot, message.Types)));
        Receive<EndStream>(message => End(message.Status));
        Receive<Actor.Status.Failure>(_ => OnWriteFailed());
        Receive<StreamEnded>(_ =>
        {
            _isEnding = true;
            StopWhenWritten();
        });
    }

    public static Props Props(Connection connection, StreamSession session, DiscoverySettings settings, IActorRef hub, ILogger log) =>
        Actor.Props.Create(() => new ProxyActor(connection, session, settings, hub, log));

    protected override void PreStart()
    {
        if (_session.Token.IsCancellationRequested)
        {
            // Made anew after a failure, which has ended the stream.
            Context.Stop(Self);
            return;
        }

        _isConnected = true;
        _settings.Connections.Add(_connection.Id, Self);
        _settings.Metrics.Connected(_connection.Version, 1);
        if (!_connection.BeginsWithDebug)
        {
            Join();
        }
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        LogFailed(reason, _connection.Id);
        _settings.Metrics.InternalError();
        _session.End(new RpcStatus(StatusCode.Internal, "The stream failed in the server."));
        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        if (_isConnected)
        {
            _settings.Connections.Remove(_connection.Id);
            _settings.Metrics.Connected(_connection.Version, -1);
        }

        _session.Close();
    }

    private void Join()
    {
        if (!_hasJoined)
        {
            _hasJoined = true;
            _hub.Tell(new JoinScope(Self, _connection.Node));
        }
    }

    private void OnDeltaRequest(DeltaDiscoveryRequest request)
    {
        if (DebugQuestion.IsOne(request.TypeUrl))
        {
            OnDebugQuestion(request.TypeUrl, request.ResourceNamesSubscribe, request.ResponseNonce);
            return;
        }

        if (XdsTypes.Find(request.TypeUrl) is { } type && !_isEnding)
        {
            Join();
            var subscription = (DeltaSubscription?)_state[type];
            var isFirst = subscription is null;
            subscription ??= new(type, !_connection.Node.IsProxylessGrpc && XdsTranslator.WildcardTypes.Contains(type), _settings.Names);
            if (!IsAllowed(type, subscription.Names.Count, request.ResourceNamesSubscribe))
            {
                return;
            }

            _state[type] = subscription;
            var before = subscription.Names;
            var acknowledgement = subscription.OnRequest(
                request.ResourceNamesSubscribe,
                request.ResourceNamesUnsubscribe,
                request.InitialResourceVersions,
                request.ResponseNonce,
                request.ErrorDetail?.Message);
            if (isFirst && type == XdsType.Endpoint)
            {
                _state.EndpointsBegun(subscription);
            }

            Handled(subscription, before, acknowledgement, request.ErrorDetail);
        }

        _session.RequestHandled();
    }

    private void OnRequest(DiscoveryRequest request)
    {
        if (DebugQuestion.IsOne(request.TypeUrl))
        {
            OnDebugQuestion(request.TypeUrl, request.ResourceNames, request.ResponseNonce);
            return;
        }

        if (XdsTypes.Find(request.TypeUrl) is { } type && !_isEnding)
        {
            Join();
            var subscription = (SotwSubscription?)_state[type]
                ?? new(type, !_connection.Node.IsProxylessGrpc && XdsTranslator.WildcardTypes.Contains(type), _settings.Names);
            if (!IsAllowed(type, 0, request.ResourceNames))
            {
                return;
            }

            _state[type] = subscription;
            var before = subscription.Names;
            var acknowledgement = subscription.OnRequest(request.ResourceNames, request.ResponseNonce, request.ErrorDetail?.Message);
            Handled(subscription, before, acknowledgement, request.ErrorDetail);
        }

        _session.RequestHandled();
    }

    /// <summary>Counts as handled once it is answered: so a client cannot have many of these answers made at once.</summary>
    private void OnDebugQuestion(string typeUrl, IReadOnlyList<string> names, string nonce)
    {
        if (nonce.Length > 0 || _isEnding || _settings.Debug is not { } debug)
        {
            // An acknowledgement, or nobody answers here.
            _session.RequestHandled();
            return;
        }

        debug.AnswerAsync(new(typeUrl, [.. names], _connection.Node.VerifiedIdentity), _session.Token).PipeTo(
            Self,
            success: resources => new DebugAnswered(typeUrl, resources),
            failure: error => new EndStream(
                error is RpcException refused ? refused.Status : new RpcStatus(StatusCode.Internal, $"{typeUrl} could not be answered: {error.Message}")));
    }

    private void OnDebugAnswered(DebugAnswered answer)
    {
        _session.RequestHandled();
        (_debugAnswers ??= new()).Enqueue(answer);
        Pump();
    }

    private void Handled(Subscription subscription, NameSet before, Acknowledgement acknowledgement, Google.Rpc.Status? error)
    {
        if (acknowledgement == Acknowledgement.Nack)
        {
            _settings.Metrics.Rejected(subscription.Type, _connection.Node.Id, ((StatusCode)error!.Code).ToString());
            if (subscription.Ledger.Nacks == 1 || subscription.Ledger.LastNack != subscription.Ledger.NackBefore)
            {
                LogNack(_connection.Id, DiscoveryMetrics.ShortName(subscription.Type), subscription.Ledger.VersionSent, error.Message);
            }
        }
        else if (acknowledgement == Acknowledgement.Stale)
        {
            _settings.Metrics.StaleNonce(subscription.Type);
        }

        if (!ReferenceEquals(before, subscription.Names))
        {
            _scope?.Tell(new DemandChanged(Self, subscription.Type, subscription.Names));
        }

        Pump();
    }

    /// <summary>Whether a client stays within its bounds; one that does not has its stream ended.</summary>
    private bool IsAllowed(XdsType type, int held, IReadOnlyCollection<string> more)
    {
        if (held + more.Count > _settings.MaxNames)
        {
            End(new RpcStatus(
                StatusCode.ResourceExhausted,
                $"{DiscoveryMetrics.ShortName(type)}: {held + more.Count} resource names are more than the {_settings.MaxNames} that one stream may ask for."));
            return false;
        }

        foreach (var name in more)
        {
            if (name.Length > _settings.MaxNameLength)
            {
                End(new RpcStatus(
                    StatusCode.InvalidArgument,
                    $"{DiscoveryMetrics.ShortName(type)}: a resource name of {name.Length} characters is longer than the {_settings.MaxNameLength} allowed."));
                return false;
            }
        }

        return true;
    }

    private void OnScopeAssigned(ScopeAssigned message)
    {
        if (message.Turn < _turn)
        {
            // Moved on meanwhile: two scopes keep no order between them.
            return;
        }

        (_scope, _scopeKey, _turn) = (message.Scope, message.Key, message.Turn);
        for (var type = XdsType.Cluster; type <= XdsType.NameTable; type++)
        {
            if (_state[type] is { Names.Count: > 0 } subscription)
            {
                _scope.Tell(new DemandChanged(Self, type, subscription.Names));
            }
        }
    }

    private void OnScopeChanged(ScopeChanged message)
    {
        // What a scope that the proxy has left says no longer counts.
        if (message.Scope.Equals(_scope))
        {
            _snapshot = message.Snapshot;
            _isConverged = false;
            Pump();
        }
    }

    private void Pump()
    {
        if (_isEnding)
        {
            return;
        }

        while (_writing is null && _debugAnswers?.TryDequeue(out var answer) == true)
        {
            _writing = _connection.Composer.Rent();
            Send(answer.Compose(_writing, _connection.Nonce(++_nonce), _settings.ControlPlane, _connection.IsDelta));
        }

        if (_writing is not null || _snapshot is null)
        {
            return;
        }

        var push = _connection.Composer.RentPush();
        while (_writing is null)
        {
            var began = _settings.Clock.GetTimestamp();
            if (_state.Next(_snapshot.Sets, push) is not { } subscription)
            {
                Converged();
                break;
            }

            Write(subscription, push, began);
        }

        _connection.Composer.Return(push);
    }

    private void Write(Subscription subscription, Push push, long began)
    {
        var nonce = _connection.Nonce(++_nonce);
        var version = push.Version.ToString();
        var builder = _writing = _connection.Composer.Rent();
        var message = _connection.Composer.Compose(builder, subscription.Type, push, nonce, version, _connection.IsDelta);
        var now = _settings.Clock.GetTimestamp();
        subscription.Ledger.Send(nonce, version, message.Length, now);
        _state.Sent(subscription, push);
        _settings.Metrics.Composed(subscription.Type, message.Length, _settings.Clock.GetElapsedTime(began, now));
        Send(message);
    }

    private void Send(EncodedMessage message)
    {
        _writeBegan = _settings.Clock.GetTimestamp();
        var write = _session.WriteAsync(message);
        if (write.IsCompletedSuccessfully)
        {
            Written();
        }
        else
        {
            write.AsTask().PipeTo(Self, success: static () => ResponseWritten.Instance);
        }
    }

    private void Written()
    {
        _connection.Composer.Return(_writing!);
        _writing = null;
        _settings.Metrics.Sent(_settings.Clock.GetElapsedTime(_writeBegan));
    }

    private void OnWritten()
    {
        Written();
        if (!StopWhenWritten())
        {
            Pump();
        }
    }

    private void OnWriteFailed()
    {
        // The stream is gone; whoever reads it hears the same and says so.
        _writing = null;
        _isEnding = true;
        _session.Stop();
        StopWhenWritten();
    }

    private void Converged()
    {
        if (!_isConverged)
        {
            _isConverged = true;
            _settings.Metrics.Converged(_settings.Clock.GetElapsedTime(_snapshot!.ChangedAt));
        }
    }

    private void End(RpcStatus status)
    {
        _isEnding = true;
        LogEnded(_connection.Id, status.StatusCode, status.Detail);
        _session.End(status);
    }

    private bool StopWhenWritten()
    {
        if (_isEnding && _writing is null)
        {
            Context.Stop(Self);
            return true;
        }

        return _isEnding;
    }

    private ConnectionStatus Report() => new(
        _connection.Id,
        _connection.Node,
        _connection.Peer,
        _connection.ConnectedAt,
        _connection.IsDelta,
        _scopeKey,
        [.. Enum.GetValues<XdsType>().Select(type => _state[type]).OfType<Subscription>().Select(StatusOf)]);

    private SubscriptionStatus StatusOf(Subscription subscription)
    {
        var ledger = subscription.Ledger;
        return new(
            subscription.Type, subscription.IsWildcard, subscription.Names.All,
            ledger.NonceSent, ledger.NonceAcked, ledger.VersionSent, ledger.VersionAcked, ledger.LastNack,
            ledger.Sent, ledger.Acks, ledger.Nacks, ledger.LastSize,
            ledger.Sent == 0 ? null : _settings.Clock.GetElapsedTime(ledger.LastSentAt));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Connection} refused {Type} of version {Version}: {Reason}")]
    private partial void LogNack(string connection, string type, string version, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Connection} is ended with {Code}: {Reason}")]
    private partial void LogEnded(string connection, StatusCode code, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "{Connection} failed")]
    private partial void LogFailed(Exception reason, string connection);
}
