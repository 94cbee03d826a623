using System.Threading.Channels;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Tests.Reflecting;

/// <summary>Runs a reflector and hands out what it tells, one event at a time.</summary>
internal sealed class ReflectorRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ReflectorEvent> _events = Channel.CreateUnbounded<ReflectorEvent>();
    private readonly Task _running;

    public ReflectorRun(IKubernetesClient client, ResourceType type, ReflectorOptions? options = null, TimeProvider? time = null)
    {
        var reflector = new Reflector(client, type, options ?? new ReflectorOptions(), time ?? TimeProvider.System);
        _running = reflector.RunAsync(e => _events.Writer.WriteAsync(e), _stop.Token);
    }

    public async Task<ReflectorEvent> NextAsync() =>
        await _events.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public async Task<ReflectorEvent> ExpectAsync(ReflectorEventType type, string? name = null)
    {
        var next = await NextAsync();
        next.Type.ShouldBe(type, $"{next.Object} {next.Error?.Message}");
        if (name is not null)
        {
            next.Object.ShouldNotBeNull().Metadata.Name.ShouldBe(name);
        }

        return next;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(_running);
        _stop.Dispose();
    }
}
