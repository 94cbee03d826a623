using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.Mesh.Proxy;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Translation.Listeners;

/// <summary>The filters by which policies act in inbound and gateway listeners, in the order in which they stand there.</summary>
/// <remarks>Compared by reference: an implementation returns the same instance as long as nothing in it changes.</remarks>
public sealed class ListenerPolicies
{
    public static readonly ListenerPolicies None = new();

    /// <summary>Authorization by external providers, before authentication.</summary>
    public IReadOnlyList<HttpFilter> ExternalAuthorization { get; init; } = [];

    public IReadOnlyList<HttpFilter> Authentication { get; init; } = [];

    public IReadOnlyList<HttpFilter> Authorization { get; init; } = [];

    public IReadOnlyList<NetworkFilter> TcpExternalAuthorization { get; init; } = [];

    public IReadOnlyList<NetworkFilter> TcpAuthorization { get; init; } = [];
}

/// <summary>Makes a proxy's policy filters.</summary>
public interface IListenerPolicies
{
    ListenerPolicies For(TranslationContext context, IReadOnlyList<ServiceTarget> targets);
}

/// <summary>No policies at all.</summary>
public sealed class NoListenerPolicies : IListenerPolicies
{
    public ListenerPolicies For(TranslationContext context, IReadOnlyList<ServiceTarget> targets) => ListenerPolicies.None;
}
