using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>One stream of one protocol, seen alike by the sidecar on it.</summary>
internal abstract class SidecarStream : IDisposable
{
    /// <summary>Reads the next response into <see cref="Response"/>; false where the server has ended the stream.</summary>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    public required ScannedResponse Response { get; init; }

    /// <summary>Bytes of all responses so far.</summary>
    public long Received { get; protected set; }

    /// <summary>Asks for a type whole.</summary>
    /// <param name="typeUrl">The type.</param>
    /// <param name="node">The sidecar, in a stream's first request; null later.</param>
    /// <param name="held">What it still holds from an earlier stream, by name.</param>
    public abstract ValueTask SubscribeAllAsync(string typeUrl, Node? node, IReadOnlyDictionary<string, string> held);

    /// <summary>Changes which names of a type are asked for.</summary>
    /// <param name="typeUrl">The type.</param>
    /// <param name="all">Every name that is wanted now.</param>
    /// <param name="added">Those that are new.</param>
    /// <param name="removed">Those that are wanted no more.</param>
    /// <param name="held">What the sidecar still holds from an earlier stream, by name.</param>
    public abstract ValueTask SubscribeAsync(
        string typeUrl, IReadOnlyCollection<string> all, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyDictionary<string, string> held);

    /// <summary>Accepts the last response.</summary>
    /// <param name="names">The names asked for; empty for types that are taken whole.</param>
    public abstract ValueTask AcknowledgeAsync(IReadOnlyCollection<string> names);

    public abstract void Dispose();
}
