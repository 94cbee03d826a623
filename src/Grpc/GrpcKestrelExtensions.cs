using MeshActors.Grpc.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshActors.Grpc;

/// <summary>What Kestrel must be told for gRPC beyond the mapping of services.</summary>
public static class GrpcKestrelExtensions
{
    /// <summary>Sets the limits that hold for all of the server's endpoints: keep-alive pings and concurrent streams.</summary>
    public static KestrelServerOptions UseGrpcLimits(this KestrelServerOptions server, GrpcConnectionOptions options)
    {
        server.Limits.Http2.KeepAlivePingDelay = options.KeepAliveTime == Timeout.InfiniteTimeSpan
            ? TimeSpan.MaxValue
            : options.KeepAliveTime;
        server.Limits.Http2.KeepAlivePingTimeout = options.KeepAliveTimeout;
        server.Limits.Http2.MaxStreamsPerConnection = options.MaxConcurrentStreams;

        // A client that reads slowly is held back by flow control, and a dead one found by pings. Kestrel's minimum
        // rate would cut off the former too.
        server.Limits.MinResponseDataRate = null;
        return server;
    }

    /// <summary>
    /// Ends connections of this endpoint by age: GOAWAY, then, after the grace, the end. The clock is the container's
    /// TimeProvider where it has one.
    /// </summary>
    public static ListenOptions UseGrpcConnectionAge(this ListenOptions endpoint, GrpcConnectionOptions options)
    {
        if (options.MaxConnectionAge == Timeout.InfiniteTimeSpan)
        {
            return endpoint;
        }

        var clock = endpoint.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = endpoint.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("MeshActors.Grpc.Server");
        endpoint.Use(next => async connection =>
        {
            using var age = new ConnectionAge(connection, options, clock, logger);
            await next(connection).ConfigureAwait(false);
        });
        return endpoint;
    }
}
