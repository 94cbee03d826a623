using Envoy.Config.Core.V3;
using Envoy.Extensions.Wasm.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Extensions;
using EnvoyVmConfig = Envoy.Extensions.Wasm.V3.VmConfig;
using HttpWasm = Envoy.Extensions.Filters.Http.Wasm.V3.Wasm;
using NetworkWasm = Envoy.Extensions.Filters.Network.Wasm.V3.Wasm;

namespace MeshActors.Translation.Extensions;

/// <summary>Modules as the extension configurations that agents complete with what they download.</summary>
internal static class WasmModules
{
    private const string Runtime = "envoy.wasm.runtime.v8";
    private const string PullSecret = "ISTIO_META_WASM_IMAGE_PULL_SECRET";
    private const string PullPolicyName = "ISTIO_META_WASM_IMAGE_PULL_POLICY";
    private const string Version = "ISTIO_META_WASM_PLUGIN_RESOURCE_VERSION";
    private const string FileScheme = "file";
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(30);

    /// <param name="extension">An extension with a module.</param>
    /// <param name="pullSecret">The registry's credentials; empty where the proxy may not have them, null where none are named.</param>
    public static EncodedResource Build(TrafficExtensionObject extension, string? pullSecret)
    {
        var config = Config(extension, extension.Spec.Wasm!, pullSecret);
        var resource = new TypedExtensionConfig
        {
            Name = extension.ResourceName,
            TypedConfig = extension.IsNetwork ? EnvoyAny.Pack(new NetworkWasm { Config = config }) : EnvoyAny.Pack(new HttpWasm { Config = config }),
        };
        return new(resource.Name, TypeUrls.ExtensionConfig, EnvoyEncoding.ToBytes(resource));
    }

    private static PluginConfig Config(TrafficExtensionObject extension, WasmConfig wasm, string? pullSecret) => new()
    {
        Name = extension.QualifiedName,
        RootId = wasm.PluginName,
        Configuration = PluginSettings.Text(wasm.PluginConfig) is { } text ? EnvoyAny.Pack(new StringValue { Value = text }) : new Any(),
        FailurePolicy = wasm.FailStrategy switch
        {
            FailStrategy.FailOpen => FailurePolicy.FailOpen,
            FailStrategy.FailReload => FailurePolicy.FailReload,
            _ => FailurePolicy.FailClosed,
        },
        VmConfig = new EnvoyVmConfig
        {
            Runtime = Runtime,
            Code = Code(wasm),
            EnvironmentVariables = Environment(extension.Source.Meta.ResourceVersion, wasm, pullSecret),
        },
    };

    private static AsyncDataSource Code(WasmConfig wasm)
    {
        var url = ModuleUrl.Parse(wasm.Url) ?? throw new InvalidOperationException($"{wasm.Url} is no URL, which makes its extension unusable.");
        return url.Scheme == FileScheme
            ? new() { Local = new() { Filename = wasm.Url.StartsWith("file://", StringComparison.Ordinal) ? wasm.Url["file://".Length..] : wasm.Url } }
            : new()
            {
                Remote = new()
                {
                    HttpUri = new()
                    {
                        Uri = url.Text,
                        Timeout = FetchTimeout.ToProto(),

                        // Envoy demands one; the agent fetches the module itself.
                        Cluster = "_",
                    },
                    Sha256 = wasm.Sha256,
                },
            };
    }

    // The agent takes its own variables out again before Envoy sees them.
    private static EnvironmentVariables Environment(string version, WasmConfig wasm, string? pullSecret)
    {
        var variables = new EnvironmentVariables { KeyValues = { [Version] = version } };
        if (pullSecret is not null)
        {
            variables.KeyValues[PullSecret] = pullSecret;
        }

        if (wasm.ImagePullPolicy != PullPolicy.UnspecifiedPolicy)
        {
            variables.KeyValues[PullPolicyName] = wasm.ImagePullPolicy == PullPolicy.Always ? "Always" : "IfNotPresent";
        }

        foreach (var variable in wasm.VmConfig?.Env ?? [])
        {
            if (variable.ValueFrom == EnvValueSource.Host)
            {
                variables.HostEnvKeys.Add(variable.Name);
            }
            else
            {
                variables.KeyValues[variable.Name] = variable.Value;
            }
        }

        return variables;
    }
}
