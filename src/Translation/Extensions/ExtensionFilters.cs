using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Routes;
using HttpLua = Envoy.Extensions.Filters.Http.Lua.V3.Lua;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Translation.Extensions;

/// <summary>
/// The filters of WasmPlugins and TrafficExtensions. Scripts stand in the listener; modules are fetched on their own, so that
/// the agent can download them before Envoy sees them.
/// </summary>
public sealed class ExtensionFilters : IListenerExtensions
{
    private static readonly string[] HttpTypes =
    [
        EnvoyAny.TypePrefix + "envoy.extensions.filters.http.wasm.v3.Wasm",
        EnvoyAny.TypePrefix + "envoy.extensions.filters.http.rbac.v3.RBAC",
    ];

    private static readonly string[] NetworkTypes =
    [
        EnvoyAny.TypePrefix + "envoy.extensions.filters.network.wasm.v3.Wasm",
        EnvoyAny.TypePrefix + "envoy.extensions.filters.network.rbac.v3.RBAC",
    ];

    private readonly Memo<ReferenceSequence<MeshObject>, ListenerExtensions> _extensions = new();

    /// <inheritdoc/>
    public ListenerExtensions For(TranslationContext context, ListenerClass listenerClass, int port)
    {
        var attached = TrafficExtensions.Of(context.Node, context.View);
        if (attached.Count == 0)
        {
            return ListenerExtensions.None;
        }

        var matching = attached.Where(extension => TrafficExtensions.Matches(extension, listenerClass, port)).ToList();
        return matching.Count == 0
            ? ListenerExtensions.None
            : _extensions.GetOrAdd(new([.. matching.Select(extension => extension.Source)]), static (_, found) => Build(found), matching);
    }

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep() => _extensions.Sweep();

    private static ListenerExtensions Build(IReadOnlyList<TrafficExtensionObject> extensions) => new()
    {
        Http = Phased([.. extensions.Where(extension => !extension.IsNetwork)], Http),
        Network = Phased([.. extensions.Where(extension => extension.IsNetwork)], Network),
    };

    private static PhasedFilters<TFilter> Phased<TFilter>(
        IReadOnlyList<TrafficExtensionObject> extensions, Func<TrafficExtensionObject, TFilter> make)
    {
        return new(In(ExecutionPhase.Authn), In(ExecutionPhase.Authz), In(ExecutionPhase.Stats), In(ExecutionPhase.Unspecified));

        // An absent priority is lower than any.
        IReadOnlyList<TFilter> In(ExecutionPhase phase) =>
        [
            .. extensions.Where(extension => extension.Spec.Phase == phase)
                .OrderByDescending(extension => extension.Spec.Priority ?? int.MinValue)
                .Select(make),
        ];
    }

    private static HttpFilter Http(TrafficExtensionObject extension) => extension.Spec switch
    {
        { Wasm: not null } => new() { Name = extension.ResourceName, ConfigDiscovery = Discovered(HttpTypes) },
        _ => new()
        {
            Name = extension.ResourceName,
            TypedConfig = EnvoyAny.Pack(new HttpLua { DefaultSourceCode = new() { InlineString = extension.Spec.Lua!.InlineCode } }),
        },
    };

    private static NetworkFilter Network(TrafficExtensionObject extension) =>
        new() { Name = extension.ResourceName, ConfigDiscovery = Discovered(NetworkTypes) };

    // Waited for without limit: traffic must not pass a filter by that may be there to protect it.
    private static ExtensionConfigSource Discovered(IEnumerable<string> types) => new()
    {
        ConfigSource = new() { Ads = new(), ResourceApiVersion = ApiVersion.V3, InitialFetchTimeout = new Duration() },
        TypeUrls = { types },
    };
}
