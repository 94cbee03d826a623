using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;

namespace MeshActors.Testing.Xds;

/// <summary>The client's end of an incremental stream. It remembers nothing but that the node goes with the first request.</summary>
public sealed class DeltaStream : IDisposable
{
    private readonly AsyncDuplexStreamingCall<DeltaDiscoveryRequest, DeltaDiscoveryResponse> _call;
    private Node? _node;

    /// <param name="invoker">The server.</param>
    /// <param name="node">Who the client is; null to leave that out, which servers refuse.</param>
    /// <param name="options">Of the call.</param>
    public DeltaStream(CallInvoker invoker, Node? node, CallOptions options = default)
    {
        _call = invoker.AsyncDuplexStreamingCall(AdsMethods.Delta, null, options);
        _node = node;
    }

    /// <summary>Asks for resources of a type: for all where no names are given in the first request of the type.</summary>
    /// <param name="typeUrl">The type.</param>
    /// <param name="names">What to ask for.</param>
    /// <param name="versions">What the client holds from an earlier stream.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task SubscribeAsync(
        string typeUrl, IEnumerable<string> names, IReadOnlyDictionary<string, string>? versions = null, CancellationToken cancellation = default)
    {
        var request = new DeltaDiscoveryRequest { TypeUrl = typeUrl, ResourceNamesSubscribe = { names } };
        foreach (var (name, version) in versions ?? new Dictionary<string, string>())
        {
            request.InitialResourceVersions[name] = version;
        }

        return SendAsync(request, cancellation);
    }

    public async Task SendAsync(DeltaDiscoveryRequest request, CancellationToken cancellation = default)
    {
        request.Node = _node;
        _node = null;
        await _call.RequestStream.WriteAsync(request, cancellation);
    }

    /// <summary>Waits until the server has begun to write, and takes nothing.</summary>
    public async Task BegunAsync() => await _call.ResponseHeadersAsync;

    /// <summary>The next response, answered with an ACK.</summary>
    public async Task<DeltaDiscoveryResponse> NextAsync(CancellationToken cancellation = default)
    {
        var response = await TakeAsync(cancellation);
        await SendAsync(new() { TypeUrl = response.TypeUrl, ResponseNonce = response.Nonce }, cancellation);
        return response;
    }

    /// <summary>The next response, answered with a NACK.</summary>
    public async Task<DeltaDiscoveryResponse> RefuseNextAsync(string reason, CancellationToken cancellation = default)
    {
        var response = await TakeAsync(cancellation);
        await SendAsync(
            new()
            {
                TypeUrl = response.TypeUrl,
                ResponseNonce = response.Nonce,
                ErrorDetail = new() { Code = (int)StatusCode.InvalidArgument, Message = reason },
            },
            cancellation);
        return response;
    }

    /// <summary>The next response, not answered.</summary>
    /// <exception cref="EndOfStreamException">The server has ended the stream without an error.</exception>
    public async Task<DeltaDiscoveryResponse> TakeAsync(CancellationToken cancellation = default)
    {
        using var limit = StreamLimit.Start(cancellation);
        return await _call.ResponseStream.MoveNext(limit.Token)
            ? _call.ResponseStream.Current
            : throw new EndOfStreamException("The server has ended the stream.");
    }

    /// <summary>Reads on until the server ends the stream, and gives the status of that.</summary>
    public async Task<Status> EndAsync()
    {
        using var limit = StreamLimit.Start(default);
        try
        {
            while (await _call.ResponseStream.MoveNext(limit.Token))
            {
            }

            return Status.DefaultSuccess;
        }
        catch (RpcException exception)
        {
            return exception.Status;
        }
    }

    public void Dispose() => _call.Dispose();
}
