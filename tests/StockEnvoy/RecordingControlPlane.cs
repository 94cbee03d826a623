using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MeshActors.StockEnvoy;

/// <summary>Delta ADS for one proxy on a Unix socket, which is reached from any network namespace.</summary>
internal sealed class RecordingControlPlane : IAsyncDisposable
{
    private const string ServiceName = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    private static readonly Method<DeltaDiscoveryRequest, DeltaDiscoveryResponse> Delta = new(
        MethodType.DuplexStreaming,
        ServiceName,
        "DeltaAggregatedResources",
        Marshallers.Protobuf(DeltaDiscoveryRequest.Parser),
        Marshallers.Protobuf(DeltaDiscoveryResponse.Parser));

    private readonly WebApplication _app;

    private RecordingControlPlane(WebApplication app, StreamRecord record) => (_app, Record) = (app, record);

    public StreamRecord Record { get; }

    /// <param name="socket">The path to listen on.</param>
    /// <param name="source">What serves the stream.</param>
    public static async Task<RecordingControlPlane> StartAsync(string socket, IStreamSource source)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.UseGrpcLimits(new GrpcConnectionOptions());
            kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.MapGrpc(ServerServiceDefinition.CreateBuilder(ServiceName).AddMethod(Delta, source.ServeAsync).Build());
        await app.StartAsync();
        return new(app, source.Record);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
