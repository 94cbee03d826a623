using System.Net;
using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;
using MeshActors.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshActors.XdsLoad.Tests;

/// <summary>What the load generator says of itself to a server that wants to know.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task Token_IsSent_AsBearer_AndARefusalEndsTheRun()
    {
        using var scratch = new ScratchFolder();
        var seen = new TaskCompletionSource<string?>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        await using var server = builder.Build();
        server.MapGrpc(Refusing(seen));
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

        var run = await LoadRun.StartAsync(scratch, address, "--token-file", scratch.Write("token", "secret-token\n"), "--proxies", "1");

        (await seen.Task).ShouldBe("Bearer secret-token");
        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain("nobody gets in");
    }

    private static ServerServiceDefinition Refusing(TaskCompletionSource<string?> seen) =>
        ServerServiceDefinition.CreateBuilder("envoy.service.discovery.v3.AggregatedDiscoveryService")
            .AddMethod(Wire.AdsMethods.Delta, new DuplexStreamingServerMethod<DeltaDiscoveryRequest, PooledMessage>((_, _, call) =>
            {
                seen.TrySetResult(call.RequestHeaders.GetValue("authorization"));
                throw new RpcException(new Status(StatusCode.Unauthenticated, "nobody gets in"));
            }))
            .Build();
}
