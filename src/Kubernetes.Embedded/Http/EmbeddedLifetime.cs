using Microsoft.Extensions.Hosting;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>The server lives within another program and leaves that program's signals alone.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
