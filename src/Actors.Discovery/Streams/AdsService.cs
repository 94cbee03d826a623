using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Debugging;
using MeshActors.Actors.Discovery.Identities;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Grpc;
using MeshActors.Mesh.Proxy;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>
/// <c>envoy.service.discovery.v3.AggregatedDiscoveryService</c>: all types on one stream, whole (state of the world) or incremental.
/// </summary>
public sealed partial class AdsService
{
    public const string ServiceName = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    private readonly ActorSystem _system;
    private readonly IActorRef _hub;
    private readonly DiscoverySettings _settings;
    private readonly ResponseComposer _composer;
    private readonly ILogger _log;

    /// <param name="system">Where the connections' actors live.</param>
    /// <param name="hub">The replica's <see cref="ScopeHub"/>.</param>
    /// <param name="settings">What all of them share.</param>
    public AdsService(ActorSystem system, IActorRef hub, DiscoverySettings settings)
    {
        (_system, _hub, _settings) = (system, hub, settings);
        _composer = new(settings.ControlPlane);
        _log = settings.LoggerFactory.CreateLogger("MeshActors.Discovery.Streams");
    }

    public static Method<DiscoveryRequest, EncodedMessage> StreamAggregatedResources { get; } =
        new(MethodType.DuplexStreaming, ServiceName, "StreamAggregatedResources", Marshallers.Protobuf(DiscoveryRequest.Parser), Marshallers.Encoded);

    public static Method<DeltaDiscoveryRequest, EncodedMessage> DeltaAggregatedResources { get; } =
        new(MethodType.DuplexStreaming, ServiceName, "DeltaAggregatedResources", Marshallers.Protobuf(DeltaDiscoveryRequest.Parser), Marshallers.Encoded);

    /// <summary>The service, ready to be mapped.</summary>
    /// <param name="callers">Who finds out who calls; null where nobody is asked.</param>
    public ServerServiceDefinition Define(ICallerAuthenticator? callers = null)
    {
        var authenticator = callers ?? AnonymousCallers.Instance;
        return ServerServiceDefinition.CreateBuilder(ServiceName)
            .AddMethod(StreamAggregatedResources, (requests, responses, call) =>
                ServeAsync(requests, responses, call, static request => (request.Node, request.TypeUrl), authenticator, isDelta: false))
            .AddMethod(DeltaAggregatedResources, (requests, responses, call) =>
                ServeAsync(requests, responses, call, static request => (request.Node, request.TypeUrl), authenticator, isDelta: true))
            .Build();
    }

    private async Task ServeAsync<TRequest>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<EncodedMessage> responses,
        ServerCallContext call,
        Func<TRequest, (Node? Node, string TypeUrl)> firstOf,
        ICallerAuthenticator authenticator,
        bool isDelta)
        where TRequest : class
    {
        var identities = await authenticator.AuthenticateAsync(call).ConfigureAwait(false);
        if (!await requests.MoveNext(call.CancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var first = firstOf(requests.Current);
        var node = Authorized(NodeOf(first.Node), identities, call.Peer);
        var connection = new Connection(
            _settings.Connections.NextId(node.Id), node, call.Peer, _settings.Clock.GetUtcNow(), isDelta, _composer)
        {
            BeginsWithDebug = DebugQuestion.IsOne(first.TypeUrl),
        };
        LogConnected(connection.Id, call.Peer, isDelta);
        using var session = new StreamSession(responses, call.CancellationToken);
        var actor = _system.ActorOf(ProxyActor.Props(connection, session, _settings, _hub, _log));
        try
        {
            do
            {
                actor.Tell(requests.Current, ActorRefs.NoSender);
                await session.WhenHandledAsync().ConfigureAwait(false);
            }
            while (await requests.MoveNext(session.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (session.Ended is { } status)
        {
            throw new RpcException(status);
        }
        finally
        {
            // The response stream belongs to the call: nobody may write to it once this returns.
            actor.Tell(StreamEnded.Instance, ActorRefs.NoSender);
            await session.CloseAsync(_settings.EndGrace, _settings.Clock).ConfigureAwait(false);
            LogDisconnected(connection.Id);
        }
    }

    private ProxyNode Authorized(ProxyNode node, IReadOnlyList<string>? identities, string peer)
    {
        try
        {
            return NodeClaims.Check(node, identities);
        }
        catch (RpcException refused)
        {
            LogRefused(node.Id, peer, refused.Status.Detail);
            throw;
        }
    }

    private static ProxyNode NodeOf(Node? node)
    {
        // "Only the first message on a stream must carry the node identifier."
        if (node is null)
        {
            throw new RpcException(new RpcStatus(StatusCode.InvalidArgument, "missing node information: the first request of a stream carries the node"));
        }

        var parsed = ProxyNodes.Parse(node, null);
        return parsed.Node ?? throw new RpcException(new RpcStatus(StatusCode.InvalidArgument, parsed.Reason ?? "the node is not valid"));
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "{Connection} connected from {Peer}, incremental: {IsDelta}")]
    private partial void LogConnected(string connection, string peer, bool isDelta);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning, Message = "{Proxy} from {Peer} is refused: {Reason}")]
    private partial void LogRefused(string proxy, string peer, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Information, Message = "{Connection} is gone")]
    private partial void LogDisconnected(string connection);
}
