using Envoy.Service.Discovery.V3;
using MeshActors.Conformance.Xds;
using MeshActors.Conformance.Xds.Served;
using MeshActors.Grpc;

namespace MeshActors.StockEnvoy;

/// <summary>Hands every message on, between Envoy and a real server.</summary>
/// <param name="server">The server, with one case's objects.</param>
/// <param name="proxy">The proxy, whose identity counts as verified.</param>
internal sealed class RelayedStream(IServedSubject server, XdsProxy proxy) : IStreamSource
{
    public StreamRecord Record { get; } = new();

    public async Task ServeAsync(
        IAsyncStreamReader<DeltaDiscoveryRequest> requests, IServerStreamWriter<DeltaDiscoveryResponse> responses, ServerCallContext call)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        using var upstream = server.OpenDelta(proxy, ended.Token);
        var down = DownAsync(upstream.ResponseStream, responses, ended.Token);
        try
        {
            while (await requests.MoveNext(ended.Token))
            {
                await upstream.RequestStream.WriteAsync(requests.Current);
                Record.Take(requests.Current);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException && !call.CancellationToken.IsCancellationRequested)
        {
            Record.Fail(e);
        }
        finally
        {
            await ended.CancelAsync();
            await down;
        }
    }

    private async Task DownAsync(
        IAsyncStreamReader<DeltaDiscoveryResponse> from, IServerStreamWriter<DeltaDiscoveryResponse> to, CancellationToken cancellation)
    {
        try
        {
            while (await from.MoveNext(cancellation))
            {
                Record.Take(from.Current);
                await to.WriteAsync(from.Current);
            }
        }
        catch (Exception e)
        {
            // Whatever breaks after the proxy has gone breaks because it has.
            if (!cancellation.IsCancellationRequested)
            {
                Record.Fail(e);
            }
        }
    }
}
