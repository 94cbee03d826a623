using System.Diagnostics;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Testing;
using Xunit.Abstractions;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests.Interop;

/// <summary>The same checks by two clients of others: grpc-js, and the C core in Python.</summary>
public sealed class InteropTests(ITestOutputHelper output)
{
    private static readonly Marshaller<StringValue> Text = Marshallers.Protobuf(StringValue.Parser);
    private static readonly string Folder = Path.Combine(SharedData.Repository, "tests", "Grpc.Tests", "Interop");

    [NodeFact]
    public async Task GrpcJs_EveryKindOfCall_AgreesWithTheServer()
    {
        var node = Path.Combine(Folder, "node");
        if (!Directory.Exists(Path.Combine(node, "node_modules", "@grpc")))
        {
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], node);
        }

        await CheckAsync("node", [Path.Combine(node, "client.mjs")]);
    }

    [PythonGrpcFact]
    public Task PythonGrpcio_EveryKindOfCall_AgreesWithTheServer() =>
        CheckAsync(PythonGrpcFactAttribute.Python, [Path.Combine(Folder, "python", "client.py")]);

    private async Task CheckAsync(string program, string[] arguments)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await GrpcServerFixture.StartAsync(Serve(held), new GrpcServerOptions { MaxReceiveMessageSize = null });

        var lines = await RunAsync(program, [.. arguments, $"127.0.0.1:{server.Port}"], Folder);

        var results = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("check").GetString()!, line => line.GetProperty("value").GetRawText());
        results["unary"].ShouldBe("\"hello mesh\"");
        results["big"].ShouldBe($"{(17 * 1024 * 1024) + 6}");
        Compact(results["server streaming"]).ShouldBe("""[["a0","a1","a2"],0]""");
        results["client streaming"].ShouldBe("\"a,b,c\"");
        Compact(results["duplex"]).ShouldBe("[true,0]");
        JsonSerializer.Deserialize<JsonElement[]>(results["status"])![1].GetString().ShouldBe("no entry: ü");
        Compact(results["status"]).ShouldStartWith("[7,");
        Compact(results["status"]).ShouldEndWith(",\"because\",[0,255,7]]");
        results["deadline"].ShouldBe("4");
        results["gzip"].ShouldBe("4006");
        results["unknown method"].ShouldBe("12");
        results["cancel"].ShouldBe("1");
        await held.Task;
    }

    /// <param name="held">Completes when the client of Hold has cancelled it.</param>
    private static ServerServiceDefinition Serve(TaskCompletionSource held) => AddEcho(CreateBuilder())
        .AddMethod(MethodOf(MethodType.Unary, "Fail"), (request, context) => throw new RpcException(
            new Status((StatusCode)int.Parse(context.RequestHeaders.GetValue("code")!), request.Value),
            new Metadata { { "reason", "because" }, { "trace-bin", new byte[] { 0, 255, 7 } } }))
        .AddMethod(MethodOf(MethodType.Unary, "Hang"), async (StringValue request, ServerCallContext context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            return request;
        })
        .AddMethod(MethodOf(MethodType.DuplexStreaming, "Hold"), async (requests, responses, context) =>
        {
            using var registration = context.CancellationToken.Register(held.SetResult);
            await requests.MoveNext();
            await responses.WriteAsync(requests.Current);
            await held.Task;
        })
        .Build();

    private static Method<StringValue, StringValue> MethodOf(MethodType type, string name) => new(type, Name, name, Text, Text);

    private static string Compact(string json) => json.Replace(" ", string.Empty);

    private async Task<string[]> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience.Limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var text = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            output.WriteLine(text);
            process.ExitCode.ShouldBe(0, $"{program} failed: {await errors}");
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
