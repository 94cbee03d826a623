using Google.Protobuf.Reflection;
using MeshActors.Grpc.Health;
using MeshActors.Grpc.Reflection;
using MeshActors.Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;

namespace MeshActors.Grpc.Tests;

public sealed class ReflectionTests
{
    [Theory]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection")]
    public async Task Reflection_ListThenSymbol_GivesServicesAndTheirFiles(string version)
    {
        await using var server = await GrpcServerFixture.StartAsync(MapAll);
        using var channel = server.OpenChannel();
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(ReflectionMethods.InfoOf(version), null, default);

        var list = await AskAsync(call, new ServerReflectionRequest { Host = "h", ListServices = "*" });
        var file = await AskAsync(call, new ServerReflectionRequest { FileContainingSymbol = "grpc.health.v1.Health" });

        list.ValidHost.ShouldBe("h");
        list.ListServicesResponse.Service.Select(service => service.Name).ShouldBe(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", EchoService.Name]);
        var descriptor = FileDescriptorProto.Parser.ParseFrom(file.FileDescriptorResponse.FileDescriptorProto.Single());
        descriptor.Service.Single().Method.Select(method => method.Name).ShouldBe(["Check", "Watch"]);
    }

    [Fact]
    public async Task Reflection_EveryKindOfQuestion_IsAnsweredOrRefusedWithACode()
    {
        await using var server = await GrpcServerFixture.StartAsync(MapAll);
        using var channel = server.OpenChannel();
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            ReflectionMethods.InfoOf("grpc.reflection.v1.ServerReflection"), null, default);

        (await AskAsync(call, new ServerReflectionRequest { FileByFilename = "health.proto" }))
            .FileDescriptorResponse.FileDescriptorProto.Count.ShouldBe(1);
        (await AskAsync(call, new ServerReflectionRequest { FileContainingSymbol = "grpc.health.v1.HealthCheckResponse.ServingStatus" }))
            .FileDescriptorResponse.ShouldNotBeNull();
        (await AskAsync(call, new ServerReflectionRequest { AllExtensionNumbersOfType = "grpc.health.v1.HealthCheckRequest" }))
            .AllExtensionNumbersResponse.ExtensionNumber.ShouldBeEmpty();
        ServerReflectionRequest[] unknown =
        [
            new() { FileByFilename = "none.proto" },
            new() { FileContainingSymbol = "none.Symbol" },
            new() { AllExtensionNumbersOfType = "none.Type" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "none.Type", ExtensionNumber = 1 } },
        ];
        foreach (var request in unknown)
        {
            (await AskAsync(call, request)).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
        }

        (await AskAsync(call, new ServerReflectionRequest())).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.InvalidArgument);
    }

    [Fact]
    public void Index_FileWithDependencies_FindsExtensionsAndSymbolsOfAll()
    {
        var index = new DescriptorIndex([Google.Protobuf.WellKnownTypes.TypeReflection.Descriptor]);

        index.FindSymbol("google.protobuf.Any")!.Name.ShouldBe("google/protobuf/any.proto");
        index.FindSymbol("google.protobuf.Type.oneofs")!.Name.ShouldBe("google/protobuf/type.proto");
        index.FindFile("google/protobuf/source_context.proto").ShouldNotBeNull();
        index.FindExtension("google.protobuf.FieldOptions", 1071).ShouldBeNull();
    }

    private static void MapAll(WebApplication app)
    {
        var echo = EchoService.Build();
        var health = new HealthService();
        app.MapGrpc(echo);
        app.MapGrpc(health.Definition);
        foreach (var definition in new ReflectionService(echo, health.Definition).Definitions)
        {
            app.MapGrpc(definition);
        }
    }

    private static async Task<ServerReflectionResponse> AskAsync(
        AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call, ServerReflectionRequest request)
    {
        await call.RequestStream.WriteAsync(request);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.OriginalRequest.ShouldBe(request);
        return call.ResponseStream.Current;
    }
}
