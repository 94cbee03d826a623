using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

internal sealed class OpenApiEndpoint()
{
    public Task<bool> TryRunAsync(HttpContext context) => Task.FromResult(false);
}
