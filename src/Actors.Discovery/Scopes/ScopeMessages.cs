using MeshActors.Actors.Discovery.Resources;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>A connected proxy asks the hub for its scope. It leaves by stopping.</summary>
internal sealed record JoinScope(IActorRef Proxy, ProxyNode Node);

/// <summary>Tells a proxy its scope, at first and when it moves to another. What it has been sent stays until the new one has told its resources.</summary>
internal sealed record ScopeAssigned(IActorRef Scope, string Key, long Turn);

/// <summary>Tells a proxy what its scope has now. Of several only the last counts.</summary>
internal sealed record ScopeChanged(IActorRef Scope, ScopeSnapshot Snapshot);

/// <summary>Adds a proxy to a scope.</summary>
internal sealed record AddProxy(IActorRef Proxy, long Turn);

/// <summary>Takes a proxy from a scope, with all that it asked for.</summary>
internal sealed record RemoveProxy(IActorRef Proxy);

/// <summary>Tells a scope which names of a type a proxy asks for now.</summary>
internal sealed record DemandChanged(IActorRef Proxy, XdsType Type, NameSet Names);

/// <summary>Asks the hub for its figures; answered with <see cref="ScopeHubStatus"/>.</summary>
public sealed record GetScopeHubStatus
{
    public static readonly GetScopeHubStatus Instance = new();
}

/// <param name="Scopes">How many scopes have proxies on this replica.</param>
/// <param name="Proxies">How many proxies are connected.</param>
public sealed record ScopeHubStatus(int Scopes, int Proxies);
