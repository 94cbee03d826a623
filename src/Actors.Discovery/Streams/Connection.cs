using System.Globalization;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>What stays the same as long as a stream lives.</summary>
/// <param name="Id">Unique on this replica.</param>
/// <param name="Node">The proxy.</param>
/// <param name="Peer">Its address.</param>
/// <param name="ConnectedAt">When it connected.</param>
/// <param name="IsDelta">Whether the stream is incremental.</param>
/// <param name="Composer">Where its responses are composed.</param>
internal sealed record Connection(
    string Id, ProxyNode Node, string Peer, DateTimeOffset ConnectedAt, bool IsDelta, ResponseComposer Composer)
{
    // Different from those of any other stream of this replica, so that an answer to an old stream passes for none of this one's.
    private readonly string _prefix = Id[(Id.LastIndexOf('-') + 1)..] + "-";

    /// <summary>Whether the stream begins with a question about the control plane: whoever asks may be no proxy.</summary>
    public bool BeginsWithDebug { get; init; }

    /// <summary>The version that the proxy reports, as metrics have it.</summary>
    public string Version { get; } = Node.MetadataText("ISTIO_VERSION") is { Length: > 0 } version ? version : "unknown";

    public string Nonce(long number) => _prefix + number.ToString(CultureInfo.InvariantCulture);
}
