using System.Text.Json;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.Extensions;

/// <summary>A WebAssembly filter for workloads' proxies.</summary>
public sealed record WasmPlugin : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.WasmPlugin;

    public WorkloadSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    /// <summary>Where the module is: <c>oci://</c> (also without scheme), <c>https://</c>, <c>http://</c> or <c>file://</c>.</summary>
    public string Url { get; init; } = "";

    public string Sha256 { get; init; } = "";

    public PullPolicy ImagePullPolicy { get; init; }

    public string ImagePullSecret { get; init; } = "";

    public string VerificationKey { get; init; } = "";

    public JsonElement? PluginConfig { get; init; }

    public string PluginName { get; init; } = "";

    public PluginPhase Phase { get; init; }

    /// <summary>Higher ones come first within a phase; null for 0.</summary>
    public int? Priority { get; init; }

    public FailStrategy FailStrategy { get; init; }

    public VmConfig? VmConfig { get; init; }

    public IReadOnlyList<TrafficSelector> Match { get; init; } = [];

    public PluginType Type { get; init; }

    internal static WasmPlugin Read(FieldReader fields) => new()
    {
        Selector = fields.Message("selector", WorkloadSelector.ReadMatchLabels),
        TargetRef = fields.Message("targetRef", PolicyTargetReference.Read),
        TargetRefs = fields.Messages("targetRefs", PolicyTargetReference.Read),
        Url = fields.Text("url"),
        Sha256 = fields.Text("sha256"),
        ImagePullPolicy = fields.Enum<PullPolicy>("imagePullPolicy"),
        ImagePullSecret = fields.Text("imagePullSecret"),
        VerificationKey = fields.Text("verificationKey"),
        PluginConfig = fields.Raw("pluginConfig"),
        PluginName = fields.Text("pluginName"),
        Phase = fields.Enum<PluginPhase>("phase"),
        Priority = fields.Int32OrNull("priority"),
        FailStrategy = fields.Enum<FailStrategy>("failStrategy"),
        VmConfig = fields.Message("vmConfig", VmConfig.Read),
        Match = fields.Messages("match", TrafficSelector.Read),
        Type = fields.Enum<PluginType>("type"),
    };
}
