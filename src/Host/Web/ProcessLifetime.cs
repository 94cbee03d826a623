using Microsoft.Extensions.Hosting;

namespace MeshActors.Host.Web;

/// <summary>Starts and stops with whoever owns the server, and listens to no signal.</summary>
internal sealed class ProcessLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
