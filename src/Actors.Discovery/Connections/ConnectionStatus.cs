using MeshActors.Mesh.Proxy;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Connections;

/// <summary>One connected proxy at one moment.</summary>
/// <param name="Id">Unique on this replica: the proxy's id and a number.</param>
/// <param name="Node">What the proxy says of itself.</param>
/// <param name="Peer">Its address as gRPC writes it.</param>
/// <param name="ConnectedAt">When it connected.</param>
/// <param name="IsDelta">Whether the stream is incremental.</param>
/// <param name="ScopeKey">The scope it is in; null before the first view of the mesh.</param>
/// <param name="Types">The types that it subscribes to.</param>
public sealed record ConnectionStatus(
    string Id,
    ProxyNode Node,
    string Peer,
    DateTimeOffset ConnectedAt,
    bool IsDelta,
    string? ScopeKey,
    IReadOnlyList<SubscriptionStatus> Types);

/// <summary>One type of one connection.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsWildcard">Whether the proxy asks for all resources.</param>
/// <param name="Names">The names it asks for.</param>
/// <param name="NonceSent">Nonce of the last response; empty where there was none.</param>
/// <param name="NonceAcked">Nonce of the last response that was accepted.</param>
/// <param name="VersionSent">Version of the last response.</param>
/// <param name="VersionAcked">Version of the last response that was accepted.</param>
/// <param name="LastNack">Why the last response was refused; null where it was not.</param>
/// <param name="Sent">Responses sent.</param>
/// <param name="Acks">Responses accepted.</param>
/// <param name="Nacks">Responses refused.</param>
/// <param name="LastSize">Bytes of the last response.</param>
/// <param name="SinceLastSent">How long ago it was sent; null where there was none.</param>
public sealed record SubscriptionStatus(
    XdsType Type,
    bool IsWildcard,
    IReadOnlyCollection<string> Names,
    string NonceSent,
    string NonceAcked,
    string VersionSent,
    string VersionAcked,
    string? LastNack,
    int Sent,
    int Acks,
    int Nacks,
    int LastSize,
    TimeSpan? SinceLastSent);
