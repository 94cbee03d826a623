using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;
using MeshActors.Testing;
using MeshActors.Testing.Xds;

namespace MeshActors.XdsLoad.Tests;

/// <summary>What the load generator says of itself to a server that wants to know.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task Token_IsSent_AsBearer_AndARefusalEndsTheRun()
    {
        using var scratch = new ScratchFolder();
        var seen = new TaskCompletionSource<string?>();
        await using var server = await LoopbackServer.StartAsync(Refusing(seen));

        var run = await LoadRun.StartAsync(scratch, server.Address, "--token-file", scratch.Write("token", "secret-token\n"), "--proxies", "1");

        (await seen.Task).ShouldBe("Bearer secret-token");
        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain("nobody gets in");
    }

    private static ServerServiceDefinition Refusing(TaskCompletionSource<string?> seen) =>
        ServerServiceDefinition.CreateBuilder("envoy.service.discovery.v3.AggregatedDiscoveryService")
            .AddMethod(AdsMethods.Delta, new DuplexStreamingServerMethod<DeltaDiscoveryRequest, DeltaDiscoveryResponse>((_, _, call) =>
            {
                seen.TrySetResult(call.RequestHeaders.GetValue("authorization"));
                throw new RpcException(new Status(StatusCode.Unauthenticated, "nobody gets in"));
            }))
            .Build();
}
