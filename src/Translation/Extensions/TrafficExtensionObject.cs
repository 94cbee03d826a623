using System.Text;
using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Extensions;

/// <summary>A TrafficExtension, or a WasmPlugin, which is the older form of one.</summary>
internal sealed record TrafficExtensionObject
{
    /// <summary>What the names of resources begin with, so that they are nobody else's.</summary>
    public const string ResourcePrefix = "extensions.istio.io/trafficextension/";

    private const string PluginMarker = "~istio-translated-wasmplugin";
    private const int MaxScriptLength = 65536;

    /// <summary>The object that this is made of, which stands for it in memo keys.</summary>
    public required MeshObject Source { get; init; }

    /// <summary>With a mark where it is a WasmPlugin, since both kinds may have objects of one name.</summary>
    public required string Name { get; init; }

    public required TrafficExtension Spec { get; init; }

    /// <summary>A WasmPlugin's older, single reference.</summary>
    public PolicyTargetReference? TargetRef { get; init; }

    public string Namespace => Source.Meta.Namespace;

    /// <summary><c>NAMESPACE.NAME</c>, by which Envoy's logs and statistics know a module.</summary>
    public string QualifiedName => $"{Namespace}.{Name}";

    public string ResourceName => ResourcePrefix + QualifiedName;

    /// <summary>Whether it has something to run.</summary>
    public bool IsUsable => Spec switch
    {
        { Wasm: { } wasm } => ModuleUrl.Parse(wasm.Url) is not null,
        { Lua: { } lua } => Encoding.UTF8.GetByteCount(lua.InlineCode) is > 0 and <= MaxScriptLength,
        _ => false,
    };

    public bool IsNetwork => Spec.Wasm is { Type: PluginType.Network };

    public static TrafficExtensionObject Of(Config<TrafficExtension> extension) => new()
    {
        Source = extension,
        Name = extension.Meta.Name,
        Spec = extension.Spec,
    };

    public static TrafficExtensionObject Of(Config<WasmPlugin> plugin) => new()
    {
        Source = plugin,
        Name = plugin.Meta.Name + PluginMarker,
        TargetRef = plugin.Spec.TargetRef,
        Spec = new()
        {
            Selector = plugin.Spec.Selector,
            TargetRefs = plugin.Spec.TargetRefs,
            Phase = (ExecutionPhase)plugin.Spec.Phase,
            Priority = plugin.Spec.Priority,
            Match = plugin.Spec.Match,
            Wasm = new()
            {
                Url = plugin.Spec.Url,
                Sha256 = plugin.Spec.Sha256,
                ImagePullPolicy = plugin.Spec.ImagePullPolicy,
                ImagePullSecret = plugin.Spec.ImagePullSecret,
                PluginConfig = plugin.Spec.PluginConfig,
                PluginName = plugin.Spec.PluginName,
                FailStrategy = plugin.Spec.FailStrategy,
                VmConfig = plugin.Spec.VmConfig,
                Type = plugin.Spec.Type,
            },
        },
    };
}
