using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshActors.Grpc.Tests;

/// <summary>A server on a free loopback port, stopped when the test disposes it.</summary>
internal sealed class GrpcServerFixture : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GrpcServerFixture(WebApplication app, RecordingLoggerProvider log, string scheme)
    {
        _app = app;
        Log = log;
        var bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        Address = new Uri($"{scheme}://127.0.0.1:{new Uri(bound).Port}");
    }

    public Uri Address { get; }

    public int Port => Address.Port;

    public RecordingLoggerProvider Log { get; }

    public static Task<GrpcServerFixture> StartAsync(
        ServerServiceDefinition service, GrpcServerOptions? options = null, TimeProvider? clock = null) =>
        StartAsync(app => app.MapGrpc(service, options), clock: clock);

    public static async Task<GrpcServerFixture> StartAsync(
        Action<WebApplication> map,
        Action<KestrelServerOptions>? kestrel = null,
        Action<ListenOptions>? listen = null,
        TimeProvider? clock = null,
        string scheme = "http")
    {
        var log = new RecordingLoggerProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.WebHost.ConfigureKestrel(options =>
        {
            kestrel?.Invoke(options);
            options.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                listen?.Invoke(endpoint);
            });
        });
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new GrpcServerFixture(app, log, scheme);
    }

    public GrpcChannel OpenChannel(GrpcChannelOptions? options = null) => GrpcChannel.ForAddress(Address, options);

    public async ValueTask DisposeAsync()
    {
        // Open streams are the test's own; it need not wait for them to end by themselves.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
