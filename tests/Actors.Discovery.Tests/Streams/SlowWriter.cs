using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;

namespace MeshActors.Actors.Discovery.Tests.Streams;

/// <summary>A client that takes a response only when the test says so.</summary>
internal sealed class SlowWriter : IAsyncStreamWriter<EncodedMessage>
{
    private TaskCompletionSource _taken = new();

    public List<DeltaDiscoveryResponse> Written { get; } = [];

    public void Take()
    {
        var taken = _taken;
        _taken = new();
        TestKit.OffContext.Run(taken.SetResult);
    }

    /// <summary>Whether the call has ended, so that a write fails at once.</summary>
    public bool HasEnded { get; set; }

    public void Break(Exception reason) => TestKit.OffContext.Run(() => _taken.SetException(reason));

    public ValueTask WriteAsync(EncodedMessage message, CancellationToken cancellationToken = default) => WriteEncodedAsync(message, cancellationToken);

    public ValueTask WriteEncodedAsync(EncodedMessage message, CancellationToken cancellationToken = default)
    {
        if (HasEnded)
        {
            throw new InvalidOperationException("The call has ended; nothing can be written to it.");
        }

        Written.Add(DeltaDiscoveryResponse.Parser.ParseFrom(message.ToContiguous().ToArray()));
        var taken = _taken;
        cancellationToken.UnsafeRegister(_ => taken.TrySetCanceled(cancellationToken), null);
        return new(taken.Task);
    }
}
