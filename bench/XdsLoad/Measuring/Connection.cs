using System.Diagnostics;
using MeshActors.XdsLoad.Sidecars;

namespace MeshActors.XdsLoad.Measuring;

/// <summary>All sidecars' connections, opened and closed together.</summary>
internal sealed class Connection(IReadOnlyList<Sidecar> sidecars, ServerProcess? process)
{
    private CancellationTokenSource _open = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Connects all at once and waits until each has everything.</summary>
    /// <exception cref="TimeoutException">Some sidecar does not get everything in time.</exception>
    public async Task<ConnectFigures> OpenAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        _open = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var processor = ProcessorTime.Now(process);
        var start = Stopwatch.GetTimestamp();
        var token = _open.Token;
        Task[] running = [.. sidecars.Select(sidecar => sidecar.RunAsync(token))];
        _running = Task.WhenAll(running);
        var times = await Task.WhenAll(sidecars.Select(sidecar => sidecar.Complete.Task)).WaitAsync(limit, cancellationToken);
        return new(
            Stopwatch.GetElapsedTime(start, times.Max()).TotalMilliseconds,
            sidecars.Sum(sidecar => sidecar.Received),
            sidecars.Sum(sidecar => (long)sidecar.Resources),
            ProcessorTime.Now(process) - processor);
    }

    /// <exception cref="MeshActors.Grpc.RpcException">Some stream had failed before.</exception>
    public async Task CloseAsync()
    {
        await _open.CancelAsync();
        await _running;
        _open.Dispose();
    }
}
