using Google.Protobuf.WellKnownTypes;

namespace MeshActors.Grpc.Tests;

/// <summary>A service of all four kinds of method over well-known protobuf types.</summary>
internal static class EchoService
{
    public const string Name = "meshactors.test.Echo";

    private static readonly Marshaller<StringValue> Text = Marshallers.Protobuf(StringValue.Parser);

    public static Method<StringValue, StringValue> Say { get; } = new(MethodType.Unary, Name, "Say", Text, Text);

    public static Method<StringValue, StringValue> Repeat { get; } = new(MethodType.ServerStreaming, Name, "Repeat", Text, Text);

    public static Method<StringValue, StringValue> Join { get; } = new(MethodType.ClientStreaming, Name, "Join", Text, Text);

    public static Method<StringValue, StringValue> Chat { get; } = new(MethodType.DuplexStreaming, Name, "Chat", Text, Text);

    /// <summary>Echoes raw payloads without parsing them.</summary>
    public static Method<EncodedMessage, EncodedMessage> Bytes { get; } =
        new(MethodType.DuplexStreaming, Name, "Bytes", Marshallers.Encoded, Marshallers.Encoded);

    public static ServerServiceDefinitionBuilder CreateBuilder() => ServerServiceDefinition.CreateBuilder(Name);

    /// <summary>Say answers "hello X"; Repeat sends its request three times; Join joins with commas; Chat and Bytes echo.</summary>
    public static ServerServiceDefinition Build() => AddEcho(CreateBuilder()).Build();

    public static ServerServiceDefinitionBuilder AddEcho(ServerServiceDefinitionBuilder builder) => builder
        .AddMethod(Say, (request, _) => Task.FromResult(Of($"hello {request.Value}")))
        .AddMethod(Repeat, async (request, responses, _) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await responses.WriteAsync(Of($"{request.Value} {i}"));
            }
        })
        .AddMethod(Join, async (requests, context) =>
        {
            List<string> all = [];
            await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
            {
                all.Add(request.Value);
            }

            return Of(string.Join(',', all));
        })
        .AddMethod(Chat, async (requests, responses, context) =>
        {
            while (await requests.MoveNext(context.CancellationToken))
            {
                await responses.WriteAsync(requests.Current);
            }
        })
        .AddMethod(Bytes, async (requests, responses, context) =>
        {
            while (await requests.MoveNext(context.CancellationToken))
            {
                await responses.WriteEncodedAsync(requests.Current);
            }
        });

    public static ServerServiceDefinition OnSay(UnaryServerMethod<StringValue, StringValue> handler) =>
        CreateBuilder().AddMethod(Say, handler).Build();

    public static ServerServiceDefinition OnRepeat(ServerStreamingServerMethod<StringValue, StringValue> handler) =>
        CreateBuilder().AddMethod(Repeat, handler).Build();

    public static ServerServiceDefinition OnChat(DuplexStreamingServerMethod<StringValue, StringValue> handler) =>
        CreateBuilder().AddMethod(Say, (request, _) => Task.FromResult(request)).AddMethod(Chat, handler).Build();

    public static ServerServiceDefinition OnBytes(DuplexStreamingServerMethod<EncodedMessage, EncodedMessage> handler) =>
        CreateBuilder().AddMethod(Bytes, handler).Build();

    public static StringValue Of(string text) => new() { Value = text };
}
