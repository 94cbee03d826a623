using MeshActors.Grpc.Health;
using MeshActors.Grpc.Health.V1;
using V1Status = MeshActors.Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MeshActors.Grpc.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Check_KnownAndUnknownServices_AnswersStatusOrNotFound()
    {
        var health = new HealthService();
        health.SetStatus(string.Empty, Health.ServingStatus.Serving);
        health.SetStatus("ads", Health.ServingStatus.NotServing);
        await using var server = await GrpcServerFixture.StartAsync(health.Definition);
        using var channel = server.OpenChannel();
        var invoker = channel.CreateCallInvoker();

        (await invoker.AsyncUnaryCall(HealthMethods.Check, null, default, new HealthCheckRequest())).Status.ShouldBe(V1Status.Serving);
        (await invoker.AsyncUnaryCall(HealthMethods.Check, null, default, new HealthCheckRequest { Service = "ads" })).Status.ShouldBe(
            V1Status.NotServing);
        (await Should.ThrowAsync<RpcException>(async () => await invoker.AsyncUnaryCall(
            HealthMethods.Check, null, default, new HealthCheckRequest { Service = "none" }))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Watch_StatusChanges_TellsEachOnce()
    {
        var health = new HealthService();
        await using var server = await GrpcServerFixture.StartAsync(health.Definition);
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(
            HealthMethods.Watch, null, default, new HealthCheckRequest { Service = "ads" });
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.Status.ShouldBe(V1Status.ServiceUnknown);

        health.SetStatus("other", Health.ServingStatus.Serving);
        health.SetStatus("ads", Health.ServingStatus.Serving);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.Status.ShouldBe(V1Status.Serving);

        health.SetStatus("ads", Health.ServingStatus.NotServing);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.Status.ShouldBe(V1Status.NotServing);
    }
}
