using System.Security.Cryptography;
using System.Text;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Scopes;

/// <summary>
/// The resources of one scope: proxies that must receive the same. Computed once in the cluster, by a child of the actor
/// that owns the proxies' namespace.
/// </summary>
/// <param name="Key">What the proxies have in common, as text; equal keys mean the same scope.</param>
/// <param name="Proxy">Any proxy of the scope: translation reads of it only what the key holds.</param>
public sealed record ScopeTopic(string Key, ProxyNode Proxy) : IFeedTopic
{
    private string? _actorName;

    public string EntityId => Proxy.Namespace;

    /// <summary>A name for the scope's actor: keys hold characters that paths may not. Made once, as subscriptions are renewed with one topic.</summary>
    public string ActorName => _actorName ??= "scope-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 16));

    public bool Equals(ScopeTopic? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>
/// Asks a scope to translate resources that are only made for those who name them, such as routes. The next change of the
/// scope answers every name, with the resource or with its absence. To be repeated whenever the scope's feed tells its state.
/// </summary>
public sealed record DemandNames(ScopeTopic Scope, IActorRef Subscriber, XdsType Type, IReadOnlyList<string> Names);

/// <summary>Tells a scope that this subscriber names these no more.</summary>
public sealed record ReleaseNames(ScopeTopic Scope, IActorRef Subscriber, XdsType Type, IReadOnlyList<string> Names);

/// <summary>State of a <see cref="ScopeTopic"/>: everything, consistent at one view of the mesh.</summary>
/// <param name="Resources">By type. Of a type that is asked for by name, those of the demanded names that exist.</param>
/// <param name="Answered">Demanded names by type: what is not among the resources does not exist.</param>
/// <param name="Endpoints">For every demanded load assignment the query that the service's actor answers; without a service where the mesh knows none.</param>
public sealed record ScopeState(
    IReadOnlyDictionary<XdsType, IReadOnlyList<EncodedResource>> Resources,
    IReadOnlyDictionary<XdsType, IReadOnlyCollection<string>> Answered,
    IReadOnlyDictionary<string, EndpointQuery> Endpoints);

/// <summary>
/// Change of a <see cref="ScopeTopic"/>: of every type what came, changed or went between two views of the mesh. A
/// subscriber pushes it as a whole, in the order of types.
/// </summary>
public sealed record ScopeDelta(
    IReadOnlyDictionary<XdsType, ResourceChanges> Changes,
    IReadOnlyDictionary<string, EndpointQuery> Endpoints)
{
    public bool IsEmpty => Changes.Count == 0 && Endpoints.Count == 0;
}

/// <summary>Resources that came or changed, and names that went or do not exist.</summary>
public sealed record ResourceChanges(IReadOnlyList<EncodedResource> Changed, IReadOnlyList<string> Removed);
