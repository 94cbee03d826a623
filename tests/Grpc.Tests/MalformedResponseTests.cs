using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

/// <summary>A client that meets a server that does not keep the protocol.</summary>
public sealed class MalformedResponseTests
{
    public static TheoryData<string, byte[], StatusCode> BadBodies => new()
    {
        { "unknown compression flag", [9, 0, 0, 0, 0], StatusCode.Internal },
        { "length beyond the limit", [0, 0x7F, 0xFF, 0xFF, 0xFF], StatusCode.ResourceExhausted },
        { "message cut off", [0, 0, 0, 0, 9, 1], StatusCode.Internal },
        { "garbage for protobuf", [0, 0, 0, 0, 2, 0xFF, 0xFF], StatusCode.Internal },
        { "compressed without encoding", [1, 0, 0, 0, 0], StatusCode.Internal },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Response_MalformedBody_EndsTheCallWithAStatus(string kind, byte[] body, StatusCode expected)
    {
        var failure = await CallAsync(async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(body);
            http.Response.AppendTrailer("grpc-status", "0");
        });

        failure.StatusCode.ShouldBe(expected, kind);
    }

    [Theory]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task Response_OtherHttpStatus_IsMapped(int http, StatusCode expected)
    {
        var failure = await CallAsync(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        });

        failure.StatusCode.ShouldBe(expected);
        failure.Status.Detail.ShouldContain($"{http}");
    }

    [Fact]
    public async Task Response_OtherContentType_IsUnknown()
    {
        var failure = await CallAsync(http => http.Response.WriteAsync("hello"));

        failure.StatusCode.ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task Response_WithoutStatus_IsInternal()
    {
        var failure = await CallAsync(async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[5]);
        });

        failure.StatusCode.ShouldBe(StatusCode.Internal);
        failure.Status.Detail.ShouldContain("without a grpc-status");
    }

    [Theory]
    [InlineData("99")]
    [InlineData("fine")]
    public async Task Response_UnknownStatus_IsUnknown(string status)
    {
        var failure = await CallAsync(http =>
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-status"] = status;
            http.Response.Headers["grpc-message"] = "50%25 done %zz";
            return Task.CompletedTask;
        });

        failure.StatusCode.ShouldBe(StatusCode.Unknown);
        failure.Status.Detail.ShouldContain(status);
        failure.Status.Detail.ShouldContain("50% done %zz");
    }

    [Fact]
    public async Task Response_EncodingThatWasNotOffered_IsInternal()
    {
        var failure = await CallAsync(async http =>
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-encoding"] = "snappy";
            await http.Response.Body.WriteAsync(new byte[5]);
        });

        failure.StatusCode.ShouldBe(StatusCode.Internal);
        failure.Status.Detail.ShouldContain("snappy");
    }

    private static async Task<RpcException> CallAsync(RequestDelegate answer)
    {
        await using var server = await GrpcServerFixture.StartAsync(app => app.MapPost(Say.FullName, answer));
        using var channel = server.OpenChannel();
        using var call = channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x"));
        var failure = await Should.ThrowAsync<RpcException>(() => call.ResponseAsync);
        call.GetStatus().StatusCode.ShouldBe(failure.StatusCode);
        return failure;
    }
}
