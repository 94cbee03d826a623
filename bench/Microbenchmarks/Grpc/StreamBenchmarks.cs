using System.Net;
using BenchmarkDotNet.Attributes;
using MeshActors.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshActors.Microbenchmarks.Grpc;

/// <summary>Encoded messages from a server to a client over loopback HTTP/2, in bursts on one stream.</summary>
[MemoryDiagnoser]
public class StreamBenchmarks
{
    private const int Burst = 200;

    private static readonly Method<EncodedMessage, PooledMessage> Pull =
        new(MethodType.DuplexStreaming, "bench.Stream", "Pull", Marshallers.Encoded, Marshallers.Pooled);

    private static readonly Method<EncodedMessage, EncodedMessage> Serve =
        new(MethodType.DuplexStreaming, "bench.Stream", "Pull", Marshallers.Encoded, Marshallers.Encoded);

    private readonly EncodedMessage _go = new(new byte[1]);
    private WebApplication? _app;
    private GrpcChannel? _channel;
    private AsyncDuplexStreamingCall<EncodedMessage, PooledMessage>? _call;

    /// <summary>Bytes of a message.</summary>
    [Params(1_000, 100_000, 1_000_000)]
    public int Size { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        var message = new EncodedMessage(new byte[Size]);
        var service = ServerServiceDefinition.CreateBuilder(Serve.ServiceName)
            .AddMethod(Serve, async (requests, responses, context) =>
            {
                while (await requests.MoveNext(context.CancellationToken))
                {
                    for (var i = 0; i < Burst; i++)
                    {
                        await responses.WriteEncodedAsync(message);
                    }
                }
            })
            .Build();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            server => server.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.MapGrpc(service);
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _channel = GrpcChannel.ForAddress(address);
        _call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(Pull, null, default);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _call?.Dispose();
        _channel?.Dispose();
        await _app!.DisposeAsync();
    }

    [Benchmark(OperationsPerInvoke = Burst)]
    public async Task BurstOfMessages()
    {
        await _call!.RequestStream.WriteAsync(_go);
        for (var i = 0; i < Burst; i++)
        {
            await _call.ResponseStream.MoveNext();
            _call.ResponseStream.Current.Dispose();
        }
    }
}
