using System.Net;
using System.Security.Authentication;
using MeshActors.Kubernetes.Embedded.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Starts Kestrel with the server's certificate and hands every request to the pipeline.</summary>
internal static class ApiHost
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    public static async Task<(WebApplication Web, Uri Address, Uri? PlainAddress)> StartAsync(
        EmbeddedApiServerOptions options,
        CertificateAuthority ca,
        ApiPipeline pipeline,
        CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(options.Logging);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = DrainTime);
        var addresses = new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, options.ListenAddress }.Where(a => !a.Equals(IPAddress.Any) && !a.Equals(IPAddress.IPv6Any)).Distinct();
        var certificate = ca.IssueServer(
            ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", .. options.ServerNames],
            [.. addresses, ClusterAddresses.First(options.ServiceCidr)]);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(options.ListenAddress, options.Port, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;

                // The chain is checked by authentication, which answers 401 with a Status instead of a TLS alert.
                https.AllowAnyClientCertificate();
            }));
            if (options.PlainPort is { } plain)
            {
                kestrel.Listen(IPAddress.Loopback, plain);
            }
        });
        var web = builder.Build();
        web.Run(pipeline.RunAsync);
        await web.StartAsync(cancellation).ConfigureAwait(false);
        var bound = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return (web, Find(bound, "https", options.ListenAddress)!, Find(bound, "http", IPAddress.Loopback));
    }

    private static Uri? Find(IEnumerable<string> bound, string scheme, IPAddress listen)
    {
        var address = bound.Select(b => new Uri(b)).FirstOrDefault(u => u.Scheme == scheme);
        if (address is null)
        {
            return null;
        }

        var host = listen.Equals(IPAddress.Any) ? "127.0.0.1" : listen.Equals(IPAddress.IPv6Any) ? "[::1]" : address.Host;
        return new Uri($"{scheme}://{host}:{address.Port}");
    }
}
