using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Web;

/// <summary>A Kestrel with its routes. Reads no configuration and handles no signals: the process does.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _stopped;

    private WebServer(WebApplication app)
    {
        _app = app;
        var bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Ports = [.. bound.Select(address => BindingAddress.Parse(address).Port)];
    }

    /// <summary>The ports it listens on, in the order in which they were asked for.</summary>
    public IReadOnlyList<int> Ports { get; }

    public static async Task<WebServer> StartAsync(
        ILoggerFactory logging,
        TimeProvider clock,
        Action<KestrelServerOptions> listen,
        Action<WebApplication> map,
        CancellationToken cancellationToken,
        IMemoryPoolFactory<byte>? memory = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IHostLifetime, ProcessLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            listen(kestrel);
        });

        // Nothing here blocks the thread that a socket completes on, and each step to another one is two hundred for every change.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        if (memory is not null)
        {
            builder.Services.AddSingleton(memory);
        }

        var app = builder.Build();
        try
        {
            app.UseRouting();
            map(app);
            app.UseEndpoints(static _ => { });
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(app);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes no new connections, says GOAWAY on those there are, and waits for requests to end until the token fires; then cuts them.</summary>
    public async Task StopAsync(CancellationToken cut)
    {
        if (!_stopped)
        {
            _stopped = true;
            await _app.StopAsync(cut).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
