using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>The open ports of one simulated pod.</summary>
internal sealed class PodServer : IAsyncDisposable
{
    private static readonly IServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    private readonly KestrelServer _kestrel;
    private readonly PodResponder _responder;
    private FrozenSet<int> _tcpPorts = FrozenSet<int>.Empty;

    public PodServer(PodIdentity identity, IEnumerable<int> ports)
    {
        // The scheme of HTTP/2 requests is http although Kestrel is told of TLS: see PlaintextProtocols.
        var options = new KestrelServerOptions { ApplicationServices = Services, AddServerHeader = false, AllowAlternateSchemes = true };
        foreach (var port in ports)
        {
            options.Listen(identity.Address, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.Use(next => PlaintextProtocols.Choose(next, port, () => Volatile.Read(ref _tcpPorts)));
            });
        }

        _responder = new PodResponder(identity);
        _kestrel = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions { IOQueueCount = 1 }), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>Ports that echo instead of speaking HTTP; counts for connections that come after.</summary>
    public FrozenSet<int> TcpPorts
    {
        set => Volatile.Write(ref _tcpPorts, value);
    }

    /// <exception cref="IOException">A port is taken, or the address is not one of this machine.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _kestrel.StartAsync(_responder, cancellationToken);

    /// <summary>Serves on, but asks clients to take their next request elsewhere.</summary>
    public void BeginDrain() => _responder.Drain();

    /// <summary>Closes the ports, lets requests under way end until cancelled, then cuts them off.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _kestrel.Dispose();
        return ValueTask.CompletedTask;
    }
}
