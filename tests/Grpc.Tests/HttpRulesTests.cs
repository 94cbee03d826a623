using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

/// <summary>What the server answers to requests that HTTP, rather than gRPC, must judge; and compressed messages.</summary>
public sealed class HttpRulesTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    [InlineData(null)]
    public async Task Request_OtherContentType_IsUnsupportedMediaType(string? type)
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());

        using var response = await PostAsync(server, new byte[5], type);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    public async Task Request_GrpcContentType_IsServed(string type)
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());

        using var response = await PostAsync(server, new byte[5], type);
        await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task Request_OverHttp1_IsToldToUpgrade()
    {
        await using var server = await GrpcServerFixture.StartAsync(
            app => app.MapGrpc(Build()), listen: endpoint => endpoint.Protocols = HttpProtocols.Http1);

        using var response = await PostAsync(server, new byte[5], "application/grpc", HttpVersion.Version11);

        response.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        response.Headers.GetValues("grpc-message").Single().ShouldContain("HTTP/1.1");
    }

    [Fact]
    public async Task Request_NotAPost_IsNotAllowed()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var http = new HttpClient
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await http.GetAsync(new Uri(server.Address, Say.FullName));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Fallback_RequestThatIsNotGrpc_IsNotFound()
    {
        await using var server = await GrpcServerFixture.StartAsync(app => app.MapGrpcFallback());

        using var response = await PostAsync(server, [], "text/plain");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Message_CompressedWithGzip_IsUnpacked()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());

        using var response = await PostAsync(server, Frame(Gzip(Of("zip").ToByteArray())), "application/grpc", encoding: "gzip");
        var body = await response.Content.ReadAsByteArrayAsync();

        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
        Google.Protobuf.WellKnownTypes.StringValue.Parser.ParseFrom(body, 5, body.Length - 5).Value.ShouldBe("hello zip");
    }

    [Fact]
    public async Task Message_UnpacksBeyondTheLimit_IsResourceExhausted()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        var bomb = Gzip(new byte[64 * 1024 * 1024]);
        bomb.Length.ShouldBeLessThan(100_000);

        using var response = await PostAsync(server, Frame(bomb), "application/grpc", encoding: "gzip");

        response.Headers.GetValues("grpc-status").ShouldBe(["8"]);
    }

    [Fact]
    public async Task Message_CorruptGzip_IsInternal()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());

        using var response = await PostAsync(server, Frame([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), "application/grpc", encoding: "gzip");

        response.Headers.GetValues("grpc-status").ShouldBe(["13"]);
    }

    [Fact]
    public async Task Message_UnknownEncoding_IsUnimplementedAndToldWhatIsKnown()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());

        using var response = await PostAsync(server, Frame([1]), "application/grpc", encoding: "snappy");

        response.Headers.GetValues("grpc-status").ShouldBe(["12"]);
        response.Headers.GetValues("grpc-accept-encoding").ShouldBe(["identity,gzip"]);
        response.Headers.GetValues("grpc-message").Single().ShouldContain("snappy");
    }

    private static async Task<HttpResponseMessage> PostAsync(
        GrpcServerFixture server, byte[] body, string? type, Version? version = null, string? encoding = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, Say.FullName))
        {
            Version = version ?? HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            request.Headers.Add("grpc-encoding", encoding);
        }

        return await http.SendAsync(request);
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    private static byte[] Frame(byte[] compressed)
    {
        var message = new byte[5 + compressed.Length];
        message[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), compressed.Length);
        compressed.CopyTo(message, 5);
        return message;
    }
}
