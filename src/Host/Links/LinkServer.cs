using System.Net;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Grpc;
using MeshActors.Host.Security;
using MeshActors.Host.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Links;

/// <summary>Takes links of other replicas, which must show a certificate of the mesh's link authority.</summary>
internal static class LinkServer
{
    private const int WindowSize = 1024 * 1024;

    public static Task<WebServer> StartAsync(
        IPEndPoint endpoint,
        GrpcReplicaTransport transport,
        CertificateIssuer authority,
        X509Certificate2 certificate,
        ILoggerFactory logging,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        WebServer.StartAsync(
            logging,
            clock,
            kestrel =>
            {
                kestrel.UseGrpcLimits(new GrpcConnectionOptions());
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Limits.Http2.InitialStreamWindowSize = WindowSize;
                kestrel.Limits.Http2.InitialConnectionWindowSize = WindowSize;
                kestrel.Listen(endpoint, listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificate = certificate;
                        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                        https.ClientCertificateValidation = (presented, _, _) => authority.Trusts(presented);
                    });
                });
            },
            app => app.MapGrpc(ReplicaLinkService.Define(() => transport.Accept), ReplicaLinkService.ServerOptions),
            cancellationToken);
}
