using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Translation.Listeners;

/// <summary>Filters of one kind by the phase before which they stand.</summary>
/// <param name="Authentication">Before authentication.</param>
/// <param name="Authorization">Before authorization.</param>
/// <param name="Statistics">Before statistics.</param>
/// <param name="Unspecified">After all of those.</param>
public sealed record PhasedFilters<TFilter>(
    IReadOnlyList<TFilter> Authentication,
    IReadOnlyList<TFilter> Authorization,
    IReadOnlyList<TFilter> Statistics,
    IReadOnlyList<TFilter> Unspecified)
{
    public static readonly PhasedFilters<TFilter> None = new([], [], [], []);

    /// <summary>All of them, where no other filter stands between the phases.</summary>
    public IEnumerable<TFilter> All => [.. Authentication, .. Authorization, .. Statistics, .. Unspecified];
}

/// <summary>The extension filters (Wasm, Lua) of one listener.</summary>
/// <remarks>Compared by reference: an implementation returns the same instance as long as nothing in it changes.</remarks>
public sealed class ListenerExtensions
{
    public static readonly ListenerExtensions None = new();

    public PhasedFilters<HttpFilter> Http { get; init; } = PhasedFilters<HttpFilter>.None;

    public PhasedFilters<NetworkFilter> Network { get; init; } = PhasedFilters<NetworkFilter>.None;
}

/// <summary>Makes the extension filters of a proxy's listeners.</summary>
public interface IListenerExtensions
{
    /// <param name="context">The proxy.</param>
    /// <param name="listenerClass">Which way the listener's traffic goes.</param>
    /// <param name="port">The listener's port; the workload's own for inbound chains, and 0 for passed through traffic.</param>
    ListenerExtensions For(TranslationContext context, ListenerClass listenerClass, int port);
}

/// <summary>No extensions at all.</summary>
public sealed class NoListenerExtensions : IListenerExtensions
{
    public ListenerExtensions For(TranslationContext context, ListenerClass listenerClass, int port) => ListenerExtensions.None;
}
