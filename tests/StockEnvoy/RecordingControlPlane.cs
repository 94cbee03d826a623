using System.Collections.Concurrent;
using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Conformance.Xds;
using MeshActors.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MeshActors.StockEnvoy;

/// <summary>
/// Delta ADS for one proxy on a Unix socket, which is reached from any network namespace. Answers what is asked for once, as nothing
/// changes, and keeps what was sent and what was refused.
/// </summary>
internal sealed class RecordingControlPlane : IAsyncDisposable
{
    private const string ServiceName = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    private static readonly Method<DeltaDiscoveryRequest, DeltaDiscoveryResponse> Delta = new(
        MethodType.DuplexStreaming,
        ServiceName,
        "DeltaAggregatedResources",
        Marshallers.Protobuf(DeltaDiscoveryRequest.Parser),
        Marshallers.Protobuf(DeltaDiscoveryResponse.Parser));

    private readonly Func<Node, Task<IProxySession>> _connect;
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly ConcurrentDictionary<(ResourceSort Sort, string Name), bool> _answered = [];
    private WebApplication? _app;
    private int _unanswered;

    private RecordingControlPlane(Func<Node, Task<IProxySession>> connect) => _connect = connect;

    /// <summary>What was refused, and what failed here.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Whether the proxy has accepted or refused everything that was sent.</summary>
    public bool IsSettled => Volatile.Read(ref _unanswered) == 0;

    /// <summary>The names of a type that were sent.</summary>
    public IReadOnlySet<string> Sent(ResourceSort sort) => Answered(sort, exists: true);

    /// <summary>The names of a type that were asked for and do not exist.</summary>
    public IReadOnlySet<string> Absent(ResourceSort sort) => Answered(sort, exists: false);

    /// <param name="socket">The path to listen on.</param>
    /// <param name="connect">Lets the proxy of a node in.</param>
    public static async Task<RecordingControlPlane> StartAsync(string socket, Func<Node, Task<IProxySession>> connect)
    {
        var plane = new RecordingControlPlane(connect);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.UseGrpcLimits(new GrpcConnectionOptions());
            kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2);
        });
        plane._app = builder.Build();
        plane._app.MapGrpc(ServerServiceDefinition.CreateBuilder(ServiceName).AddMethod(Delta, plane.ServeAsync).Build());
        await plane._app.StartAsync();
        return plane;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app!.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(
        IAsyncStreamReader<DeltaDiscoveryRequest> requests, IServerStreamWriter<DeltaDiscoveryResponse> responses, ServerCallContext call)
    {
        IProxySession? session = null;
        var seen = new HashSet<ResourceSort>();
        var nonce = 0;
        try
        {
            while (await requests.MoveNext(call.CancellationToken))
            {
                var request = requests.Current;
                if (ResourceSort.EnvoyOrder.FirstOrDefault(sort => sort.TypeUrl == request.TypeUrl) is not { } sort)
                {
                    continue;
                }

                session ??= await _connect(request.Node);
                if (await AnswerAsync(session, sort, seen.Add(sort), request, call.CancellationToken) is { } answer)
                {
                    answer.Nonce = (++nonce).ToString();
                    Interlocked.Increment(ref _unanswered);
                    await responses.WriteAsync(answer);
                }

                Settle(sort, request);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _problems.Enqueue($"serving failed: {e}");
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync();
            }
        }
    }

    private void Settle(ResourceSort sort, DeltaDiscoveryRequest request)
    {
        if (request.ErrorDetail is { } error)
        {
            _problems.Enqueue($"{sort.Name} refused: {error.Message}");
        }

        if (request.ResponseNonce.Length > 0)
        {
            Interlocked.Decrement(ref _unanswered);
        }
    }

    /// <summary>Null where nothing new is asked for. Names that do not exist are told as removed, so that Envoy does not wait for them.</summary>
    private async Task<DeltaDiscoveryResponse?> AnswerAsync(
        IProxySession session, ResourceSort sort, bool isFirst, DeltaDiscoveryRequest request, CancellationToken cancellation)
    {
        var isWildcard = sort == ResourceSort.Clusters || sort == ResourceSort.Listeners;
        string[] names = [.. request.ResourceNamesSubscribe.Where(name => name != "*")];
        if (isWildcard ? !isFirst : names.Length == 0)
        {
            return null;
        }

        var answer = new DeltaDiscoveryResponse { TypeUrl = sort.TypeUrl, SystemVersionInfo = "1" };
        foreach (var resource in await session.GetAsync(sort, isWildcard ? [] : names, cancellation))
        {
            _answered[(sort, resource.Name)] = true;
            answer.Resources.Add(new Resource
            {
                Name = resource.Name,
                Version = "1",
                Resource_ = new Any { TypeUrl = sort.TypeUrl, Value = ByteString.CopyFrom(resource.Value.Span) },
            });
        }

        foreach (var name in names.Except(answer.Resources.Select(resource => resource.Name)))
        {
            _answered[(sort, name)] = false;
            answer.RemovedResources.Add(name);
        }

        return answer;
    }

    private HashSet<string> Answered(ResourceSort sort, bool exists) =>
        _answered.Where(pair => pair.Key.Sort == sort && pair.Value == exists).Select(pair => pair.Key.Name).ToHashSet();
}
