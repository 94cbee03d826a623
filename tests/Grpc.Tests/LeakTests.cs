using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Testing;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

/// <summary>After streams have ended, however they did, neither side keeps anything of them.</summary>
public sealed class LeakTests
{
    private const int Calls = 25;

    [Fact]
    public async Task Streams_EndedInEveryWay_LeaveNoTimersAndNoObjects()
    {
        var serverTimers = new CountingTimeProvider();
        var clientTimers = new CountingTimeProvider();
        List<WeakReference> traces = [];
        await using var server = await GrpcServerFixture.StartAsync(Serve(traces), clock: serverTimers);
        using var channel = server.OpenChannel(new GrpcChannelOptions { TimeProvider = clientTimers });
        using var outer = new CancellationTokenSource();

        for (var i = 0; i < Calls; i++)
        {
            foreach (var how in System.Enum.GetValues<Ending>())
            {
                await RunAsync(channel.CreateCallInvoker(), how, outer.Token, clientTimers, traces);
            }
        }

        // One more round trip on the connection, so that the server has seen every reset before.
        await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("last"));
        SpinWait.SpinUntil(() => serverTimers.Active == 0 && AllCollected(traces), Patience.Limit).ShouldBeTrue(
            $"{traces.Count(trace => trace.IsAlive)} of {traces.Count} objects and {serverTimers.Active} server timers are left");
        clientTimers.Active.ShouldBe(0);
        GC.KeepAlive(outer);
    }

    private static bool AllCollected(List<WeakReference> traces)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // Kestrel and the connection keep the last streams they used for the next ones.
        return traces.Count(trace => trace.IsAlive) <= 8;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAsync(
        CallInvoker invoker, Ending how, CancellationToken outer, TimeProvider clock, List<WeakReference> traces)
    {
        var call = invoker.AsyncDuplexStreamingCall(
            Chat, null, new CallOptions(Deadline: clock.GetUtcNow().AddHours(1), CancellationToken: outer));
        lock (traces)
        {
            traces.Add(new WeakReference(call));
        }

        await call.RequestStream.WriteAsync(Of(how.ToString()));
        if (how == Ending.Disposed)
        {
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.Dispose();
            return;
        }

        if (how == Ending.Completed)
        {
            await call.RequestStream.CompleteAsync();
        }

        try
        {
            while (await call.ResponseStream.MoveNext())
            {
            }

            call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
            how.ShouldBe(Ending.Completed);
        }
        catch (RpcException exception)
        {
            exception.StatusCode.ShouldBe(StatusCode.Aborted);
            how.ShouldBe(Ending.Failed);
        }
    }

    private static ServerServiceDefinition Serve(List<WeakReference> traces) => OnChat(
        async (IAsyncStreamReader<StringValue> requests, IServerStreamWriter<StringValue> responses, ServerCallContext context) =>
        {
            lock (traces)
            {
                traces.Add(new WeakReference(context));
            }

            while (await requests.MoveNext(context.CancellationToken))
            {
                await responses.WriteAsync(requests.Current);
                if (requests.Current.Value == nameof(Ending.Failed))
                {
                    throw new RpcException(new Status(StatusCode.Aborted, "asked to"));
                }
            }
        });

    private enum Ending
    {
        Completed,
        Failed,
        Disposed,
    }
}
