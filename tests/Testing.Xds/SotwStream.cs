using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;

namespace MeshActors.Testing.Xds;

/// <summary>The client's end of a state-of-the-world stream, which repeats in every request what it asks for and what it has.</summary>
public sealed class SotwStream : IDisposable
{
    private readonly AsyncDuplexStreamingCall<DiscoveryRequest, DiscoveryResponse> _call;
    private readonly Dictionary<string, Asked> _types = new(StringComparer.Ordinal);
    private Node? _node;

    /// <inheritdoc cref="DeltaStream(CallInvoker, Node?, CallOptions)"/>
    public SotwStream(CallInvoker invoker, Node? node, CallOptions options = default)
    {
        _call = invoker.AsyncDuplexStreamingCall(AdsMethods.StateOfTheWorld, null, options);
        _node = node;
    }

    /// <summary>Asks for resources of a type, in place of those asked for before.</summary>
    public Task SubscribeAsync(string typeUrl, IEnumerable<string> names, CancellationToken cancellation = default)
    {
        var asked = _types[typeUrl] = _types.GetValueOrDefault(typeUrl, new("", "", [])) with { Names = [.. names] };
        return RepeatAsync(typeUrl, asked, cancellation);
    }

    public async Task SendAsync(DiscoveryRequest request, CancellationToken cancellation = default)
    {
        request.Node = _node;
        _node = null;
        await _call.RequestStream.WriteAsync(request, cancellation);
    }

    /// <summary>The next response, answered with an ACK.</summary>
    /// <exception cref="EndOfStreamException">The server has ended the stream without an error.</exception>
    public async Task<DiscoveryResponse> NextAsync(CancellationToken cancellation = default)
    {
        using var limit = StreamLimit.Start(cancellation);
        if (!await _call.ResponseStream.MoveNext(limit.Token))
        {
            throw new EndOfStreamException("The server has ended the stream.");
        }

        var response = _call.ResponseStream.Current;
        var asked = _types[response.TypeUrl] = _types[response.TypeUrl] with { Nonce = response.Nonce, Version = response.VersionInfo };
        await RepeatAsync(response.TypeUrl, asked, cancellation);
        return response;
    }

    public void Dispose() => _call.Dispose();

    private Task RepeatAsync(string typeUrl, Asked asked, CancellationToken cancellation) => SendAsync(
        new() { TypeUrl = typeUrl, ResourceNames = { asked.Names }, ResponseNonce = asked.Nonce, VersionInfo = asked.Version }, cancellation);

    private sealed record Asked(string Nonce, string Version, IReadOnlyList<string> Names);
}
