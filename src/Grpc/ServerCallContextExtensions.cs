using MeshActors.Grpc.Server;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Grpc;

public static class ServerCallContextExtensions
{
    /// <summary>
    /// The HTTP/2 request that carries the call: its connection, client certificate, TLS details and features.
    /// It must not be used after the method has returned.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is not one of this server (a test's, for instance).</exception>
    public static HttpContext GetHttpContext(this ServerCallContext context) =>
        (context as HttpServerCallContext)?.HttpContext
        ?? throw new InvalidOperationException($"The context of {context.Method} does not come from an HTTP request.");
}
