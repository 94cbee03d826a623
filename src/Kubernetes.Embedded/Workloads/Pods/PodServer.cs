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
    private readonly bool _hasPorts;
    private FrozenSet<int> _tcpPorts = FrozenSet<int>.Empty;

    /// <param name="ports">May be empty: then the pod has an address and nothing listens on it.</param>
    public PodServer(PodIdentity identity, IReadOnlyCollection<int> ports)
    {
        _hasPorts = ports.Count > 0;

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
    public Task StartAsync(CancellationToken cancellationToken) =>
        // Kestrel without an endpoint would listen on a port of its own choice.
        _hasPorts ? _kestrel.StartAsync(_responder, cancellationToken) : Task.CompletedTask;

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
