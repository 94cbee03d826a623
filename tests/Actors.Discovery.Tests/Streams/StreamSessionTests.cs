using MeshActors.Actors.Discovery.Streams;
using MeshActors.Grpc;
using MeshActors.Testing;

namespace MeshActors.Actors.Discovery.Tests.Streams;

public sealed class StreamSessionTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly EncodedMessage Message = new(ReadOnlyMemory<byte>.Empty);

    private readonly ManualTimeProvider _clock = new();
    private readonly SlowWriter _writer = new();
    private readonly CancellationTokenSource _client = new();
    private readonly StreamSession _session;

    public StreamSessionTests() => _session = new(_writer, _client.Token);

    public void Dispose()
    {
        _session.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task End_WhileAResponseIsBeingWritten_EndsTheReadingAndNotTheWrite()
    {
        var write = _session.WriteAsync(Message).AsTask();

        _session.End(new RpcStatus(StatusCode.Unavailable, "the replica stops"));

        await Should.ThrowAsync<OperationCanceledException>(() => _session.WhenHandledAsync());
        _writer.Take();
        await write;
    }

    [Fact]
    public async Task Close_WhileAResponseIsBeingWritten_WaitsForActorAndWrite()
    {
        var write = _session.WriteAsync(Message).AsTask();
        var closing = _session.CloseAsync(Grace, _clock);

        _session.Close();
        _session.Close();
        _clock.Advance(Grace - TimeSpan.FromTicks(1));
        _session.Closed.IsCompleted.ShouldBeFalse();
        _writer.Take();

        await write;
        await closing;
    }

    [Fact]
    public async Task Close_ClientDoesNotTakeTheResponse_CutsItAfterTheGrace()
    {
        var write = _session.WriteAsync(Message).AsTask();
        var closing = _session.CloseAsync(Grace, _clock);
        _session.Close();

        _clock.Advance(Grace);

        await Should.ThrowAsync<OperationCanceledException>(() => write);
        await closing;
    }

    [Fact]
    public async Task ClientGone_WhileAResponseIsBeingWritten_CutsItAtOnce()
    {
        var write = _session.WriteAsync(Message).AsTask();

        await _client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => write);
        _session.Token.IsCancellationRequested.ShouldBeTrue();
    }
}
