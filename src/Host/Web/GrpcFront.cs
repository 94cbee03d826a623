using System.Net;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Grpc;
using MeshActors.Grpc.Reflection;
using MeshActors.Host.Callers;
using MeshActors.Host.Memory;
using MeshActors.Host.Options;
using MeshActors.Host.Replicas;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Web;

/// <summary>The ports of gRPC: in clear text, and over TLS with a client certificate where the client has one.</summary>
internal static class GrpcFront
{
    public static Task<WebServer> StartAsync(
        ReplicaOptions options,
        ReplicaHealth health,
        IReadOnlyList<ServerServiceDefinition> services,
        X509Certificate2 certificate,
        X509Certificate2Collection intermediates,
        ClientCertificates clients,
        BlockPools memory,
        ILoggerFactory logging,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var connections = new GrpcConnectionOptions
        {
            MaxConnectionAge = options.MaxConnectionAge,
            MaxConnectionAgeGrace = options.DrainTime,
            KeepAliveTime = options.KeepAliveInterval,
            KeepAliveTimeout = options.KeepAliveTimeout,
            MaxConcurrentStreams = options.MaxConcurrentStreams,
        };
        return WebServer.StartAsync(
            logging,
            clock,
            kestrel =>
            {
                kestrel.UseGrpcLimits(connections);
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Listen(new IPEndPoint(options.ListenAddress, options.Ports.Xds), listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    listen.UseGrpcConnectionAge(connections);
                });
                kestrel.Listen(new IPEndPoint(options.ListenAddress, options.Ports.SecureXds), listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    listen.UseGrpcConnectionAge(connections);
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificate = certificate;
                        https.ServerCertificateChain = intermediates;
                        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                        https.ClientCertificateValidation = (presented, chain, _) => clients.Accept(presented, chain);
                    });
                });
            },
            app =>
            {
                ServerServiceDefinition[] all = [.. services, health.Grpc.Definition];
                foreach (var service in all.Concat(new ReflectionService(all).Definitions))
                {
                    app.MapGrpc(service, new GrpcServerOptions { MaxReceiveMessageSize = options.MaxReceiveMessageSize });
                }

                app.MapGrpcFallback();
            },
            cancellationToken,
            memory);
    }
}
