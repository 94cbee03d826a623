using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Conformance.Xds;
using MeshActors.Grpc;

namespace MeshActors.StockEnvoy;

/// <summary>Answers what is asked for from a session of the translation, each name once, as nothing changes.</summary>
/// <param name="connect">Lets the proxy of a node in.</param>
internal sealed class TranslatedStream(Func<Node, Task<IProxySession>> connect) : IStreamSource
{
    public StreamRecord Record { get; } = new();

    public async Task ServeAsync(
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
                if (StreamRecord.SortOf(request.TypeUrl) is not { } sort)
                {
                    continue;
                }

                session ??= await connect(request.Node);
                if (await AnswerAsync(session, sort, seen.Add(sort), request, call.CancellationToken) is { } answer)
                {
                    answer.Nonce = (++nonce).ToString();
                    Record.Take(answer);
                    await responses.WriteAsync(answer);
                }

                Record.Take(request);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Record.Fail(e);
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync();
            }
        }
    }

    /// <summary>Null where nothing new is asked for. Names that do not exist are told as removed, so that Envoy does not wait for them.</summary>
    private static async Task<DeltaDiscoveryResponse?> AnswerAsync(
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
            answer.Resources.Add(new Resource
            {
                Name = resource.Name,
                Version = "1",
                Resource_ = new Any { TypeUrl = sort.TypeUrl, Value = ByteString.CopyFrom(resource.Value.Span) },
            });
        }

        answer.RemovedResources.AddRange(names.Except(answer.Resources.Select(resource => resource.Name)));
        return answer;
    }
}
