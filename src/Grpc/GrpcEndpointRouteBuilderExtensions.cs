using MeshActors.Grpc.Protocol;
using MeshActors.Grpc.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshActors.Grpc;

/// <summary>Maps gRPC services onto ASP.NET Core's routing. The clock is the container's TimeProvider where it has one.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Serves every method of <paramref name="service"/>; other methods below its name are UNIMPLEMENTED.</summary>
    /// <returns>Conventions for all of them, such as <c>RequireHost("*:15010")</c>.</returns>
    public static IEndpointConventionBuilder MapGrpc(
        this IEndpointRouteBuilder endpoints,
        ServerServiceDefinition service,
        GrpcServerOptions? options = null)
    {
        var group = endpoints.MapGroup($"/{service.ServiceName}");
        var clock = endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("MeshActors.Grpc.Server");
        foreach (var method in service.Methods)
        {
            var handler = new ServerCallHandler(method, options ?? GrpcServerOptions.Default, clock, logger);
            group.MapPost($"/{method.Name}", (RequestDelegate)handler.HandleAsync);
        }

        group.MapPost("/{method}", (RequestDelegate)RefuseUnknownAsync);
        return group;
    }

    /// <summary>Answers gRPC calls to services that are not mapped with UNIMPLEMENTED; other requests are not found.</summary>
    public static IEndpointConventionBuilder MapGrpcFallback(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(string.Empty);
        group.MapPost("/{service}/{method}", (RequestDelegate)RefuseUnknownAsync)
            .Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = int.MaxValue);
        return group;
    }

    private static Task RefuseUnknownAsync(HttpContext http)
    {
        if (!RequestCheck.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (RequestCheck.Accept(http))
        {
            http.Response.ContentType = HeaderNames.ContentType;
            ResponseStatus.Write(
                http.Response,
                new Status(StatusCode.Unimplemented, $"Method '{http.Request.Path}' is not served here."),
                []);
        }

        return Task.CompletedTask;
    }
}
