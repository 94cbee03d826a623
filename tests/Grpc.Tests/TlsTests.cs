using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class TlsTests
{
    [Fact]
    public async Task Tls_MutualWithCustomValidation_MethodSeesTheClientsCertificate()
    {
        using var serverCertificate = SelfSigned.Create("istiod.istio-system.svc");
        using var clientCertificate = SelfSigned.Create("sidecar");
        var seen = string.Empty;
        await using var server = await StartAsync(serverCertificate, ServerMethod(context =>
        {
            var http = context.GetHttpContext();
            seen = $"{http.Connection.ClientCertificate!.Subject} {context.Scheme} {http.Features.Get<ITlsHandshakeFeature>()!.Protocol}";
        }));
        using var channel = server.OpenChannel(new GrpcChannelOptions
        {
            Tls = new SslClientAuthenticationOptions
            {
                ClientCertificates = [clientCertificate],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Equals(serverCertificate),
            },
        });

        (await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("secret"))).Value.ShouldBe("secret");

        seen.ShouldStartWith("CN=sidecar https Tls1");
    }

    [Fact]
    public async Task Tls_ServerThatTheClientDoesNotTrust_IsUnavailable()
    {
        using var serverCertificate = SelfSigned.Create("stranger");
        await using var server = await StartAsync(serverCertificate, ServerMethod(_ => { }));
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x")));

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        failure.Status.Detail.ShouldContain("certificate");
    }

    private static ServerServiceDefinition ServerMethod(Action<ServerCallContext> look) => OnSay((request, context) =>
    {
        look(context);
        return Task.FromResult(request);
    });

    private static Task<GrpcServerFixture> StartAsync(X509Certificate2 certificate, ServerServiceDefinition service) =>
        GrpcServerFixture.StartAsync(
            app => app.MapGrpc(service),
            listen: endpoint => endpoint.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            }),
            scheme: "https");
}
