using System.Text.Json;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Extensions;

/// <summary>A WebAssembly module and its configuration.</summary>
public sealed record WasmConfig
{
    public string Url { get; init; } = "";

    public string Sha256 { get; init; } = "";

    public PullPolicy ImagePullPolicy { get; init; }

    public string ImagePullSecret { get; init; } = "";

    public string VerificationKey { get; init; } = "";

    public JsonElement? PluginConfig { get; init; }

    public string PluginName { get; init; } = "";

    public FailStrategy FailStrategy { get; init; }

    public VmConfig? VmConfig { get; init; }

    public PluginType Type { get; init; }

    internal static WasmConfig Read(FieldReader fields) => new()
    {
        Url = fields.Text("url"),
        Sha256 = fields.Text("sha256"),
        ImagePullPolicy = fields.Enum<PullPolicy>("imagePullPolicy"),
        ImagePullSecret = fields.Text("imagePullSecret"),
        VerificationKey = fields.Text("verificationKey"),
        PluginConfig = fields.Raw("pluginConfig"),
        PluginName = fields.Text("pluginName"),
        FailStrategy = fields.Enum<FailStrategy>("failStrategy"),
        VmConfig = fields.Message("vmConfig", VmConfig.Read),
        Type = fields.Enum<PluginType>("type"),
    };
}
