using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.Wasm.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Host.Debugging.Proxies;
using MeshActors.Translation;

namespace MeshActors.Host.Tests.Debugging;

/// <summary>What debug pages never show.</summary>
public sealed class RedactionTests
{
    private const string Key = "very-private";

    public static TheoryData<string> SecretKinds => ["tls", "generic", "tickets"];

    [Theory]
    [MemberData(nameof(SecretKinds))]
    public void Secret_IsShown_WithoutItsKeys(string kind)
    {
        var source = new DataSource { InlineString = Key };
        var secret = new Secret { Name = "credential" };
        switch (kind)
        {
            case "tls":
                secret.TlsCertificate = new() { CertificateChain = new() { InlineString = "public" }, PrivateKey = source, Password = source };
                break;
            case "generic":
                secret.GenericSecret = new() { Secret = source };
                break;
            default:
                secret.SessionTicketKeys = new() { Keys = { source } };
                break;
        }

        var shown = EnvoyJson.Print(Redaction.Of(Encode(TypeUrls.Secret, secret)));
        shown.ShouldContain("credential");
        shown.ShouldNotContain(Key);
        shown.ShouldNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Key)));
        if (kind == "tls")
        {
            shown.ShouldContain("public");
        }
    }

    [Fact]
    public void WasmModule_IsShown_WithoutItsPullSecret()
    {
        var wasm = new Wasm
        {
            Config = new() { VmConfig = new() { EnvironmentVariables = new() { KeyValues = { ["ISTIO_META_WASM_IMAGE_PULL_SECRET"] = Key, ["OTHER"] = "seen" } } } },
        };
        var extension = new TypedExtensionConfig { Name = "module", TypedConfig = EnvoyAny.Pack(wasm) };

        var shown = EnvoyJson.Print(Redaction.Of(Encode(TypeUrls.ExtensionConfig, extension)));
        shown.ShouldContain("seen");
        shown.ShouldNotContain(Key);
    }

    private static EncodedResource Encode(string type, IMessage message) => new("name", type, message.ToByteArray());
}
