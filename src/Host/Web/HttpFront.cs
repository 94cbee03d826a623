using System.Net;
using MeshActors.Host.Debugging;
using MeshActors.Host.Metrics;
using MeshActors.Host.Options;
using MeshActors.Host.Replicas;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Web;

/// <summary>Readiness, metrics, version and debug, on istiod's two ports for them.</summary>
internal static class HttpFront
{
    public static Task<WebServer> StartAsync(
        ReplicaOptions options,
        ReplicaHealth health,
        MetricStore metrics,
        DebugPages pages,
        ILoggerFactory logging,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        WebServer.StartAsync(
            logging,
            clock,
            kestrel =>
            {
                kestrel.Listen(new IPEndPoint(options.ListenAddress, options.Ports.Http), listen => listen.Protocols = HttpProtocols.Http1);
                kestrel.Listen(new IPEndPoint(options.ListenAddress, options.Ports.Monitoring), listen => listen.Protocols = HttpProtocols.Http1);
            },
            app =>
            {
                app.MapGet("/ready", (RequestDelegate)(http => AnswerReadyAsync(http, health)));
                app.MapGet("/metrics", (RequestDelegate)(http => AnswerAsync(http, PrometheusText.ContentType, PrometheusText.Write(metrics.Collect()))));
                app.MapGet("/version", (RequestDelegate)(http => AnswerAsync(http, "text/plain; charset=utf-8", BuildInfo.Version)));
                if (options.DebugEnabled)
                {
                    pages.Map(app);
                }
            },
            cancellationToken);

    private static async Task AnswerReadyAsync(HttpContext http, ReplicaHealth health)
    {
        if (await health.WhyNotReadyAsync(http.RequestAborted).ConfigureAwait(false) is { } reason)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await AnswerAsync(http, "text/plain; charset=utf-8", $"not ready: {reason}\n").ConfigureAwait(false);
        }
    }

    private static Task AnswerAsync(HttpContext http, string contentType, string text)
    {
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
