using System.Buffers;
using Envoy.Config.Core.V3;
using Google.Protobuf;
using MeshActors.Http2;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>One stream of one protocol, seen alike by the sidecar on it. Requests go out with the next read.</summary>
internal abstract class SidecarStream(GrpcStream call) : IDisposable
{
    public required ScannedResponse Response { get; init; }

    /// <summary>Bytes of all responses so far.</summary>
    public long Received { get; private set; }

    /// <summary>Reads the next response into <see cref="Response"/>; false where the server has ended the stream.</summary>
    /// <exception cref="MeshActors.Grpc.RpcException">The server has refused or broken it.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await call.ReadAsync(cancellationToken))
        {
            return false;
        }

        Received += call.Message.Length;
        Scan(call.Message.Span);
        return true;
    }

    /// <summary>Asks for a type whole.</summary>
    /// <param name="typeUrl">The type.</param>
    /// <param name="node">The sidecar, in a stream's first request; null later.</param>
    /// <param name="held">What it still holds from an earlier stream, by name.</param>
    public abstract void SubscribeAll(string typeUrl, Node? node, IReadOnlyDictionary<string, string> held);

    /// <summary>Changes which names of a type are asked for.</summary>
    /// <param name="typeUrl">The type.</param>
    /// <param name="all">Every name that is wanted now.</param>
    /// <param name="added">Those that are new.</param>
    /// <param name="removed">Those that are wanted no more.</param>
    /// <param name="held">What the sidecar still holds from an earlier stream, by name.</param>
    public abstract void Subscribe(
        string typeUrl, IReadOnlyCollection<string> all, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyDictionary<string, string> held);

    /// <summary>Accepts the last response.</summary>
    /// <param name="names">The names asked for; empty for types that are taken whole.</param>
    public abstract void Acknowledge(IReadOnlyCollection<string> names);

    public void Dispose() => call.Dispose();

    protected abstract void Scan(ReadOnlySpan<byte> message);

    protected void Send(IMessage request)
    {
        var size = request.CalculateSize();
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        request.WriteTo(bytes.AsSpan(0, size));
        call.Write(bytes.AsSpan(0, size));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
