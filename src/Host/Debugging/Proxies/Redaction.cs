using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.Wasm.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Translation;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary>Resources as debug pages may show them: whoever reads those has no business with a proxy's keys.</summary>
internal static class Redaction
{
    private const string PullSecret = "ISTIO_META_WASM_IMAGE_PULL_SECRET";

    private static readonly ByteString Hidden = ByteString.CopyFromUtf8("[redacted]");

    public static Any Of(EncodedResource resource) => resource.TypeUrl switch
    {
        TypeUrls.Secret => EnvoyAny.Pack(WithoutKeys(Secret.Parser.ParseFrom(resource.Value.Span))),
        TypeUrls.ExtensionConfig => EnvoyAny.Pack(WithoutPullSecret(TypedExtensionConfig.Parser.ParseFrom(resource.Value.Span))),
        _ => new() { TypeUrl = resource.TypeUrl, Value = UnsafeByteOperations.UnsafeWrap(resource.Value) },
    };

    private static Secret WithoutKeys(Secret secret)
    {
        switch (secret.TypeCase)
        {
            case Secret.TypeOneofCase.TlsCertificate:
                var certificate = secret.TlsCertificate;
                certificate.PrivateKey = Hide(certificate.PrivateKey);
                certificate.Password = Hide(certificate.Password);
                certificate.Pkcs12 = Hide(certificate.Pkcs12);
                certificate.PrivateKeyProvider = null;
                break;
            case Secret.TypeOneofCase.SessionTicketKeys:
                for (var i = 0; i < secret.SessionTicketKeys.Keys.Count; i++)
                {
                    secret.SessionTicketKeys.Keys[i] = Hide(secret.SessionTicketKeys.Keys[i]);
                }

                break;
            case Secret.TypeOneofCase.GenericSecret:
                secret.GenericSecret.Secret = Hide(secret.GenericSecret.Secret);
                foreach (var name in secret.GenericSecret.Secrets.Keys.ToArray())
                {
                    secret.GenericSecret.Secrets[name] = Hide(secret.GenericSecret.Secrets[name]);
                }

                break;
            default:
                break;
        }

        return secret;
    }

    private static TypedExtensionConfig WithoutPullSecret(TypedExtensionConfig extension)
    {
        if (EnvoyAny.Unpack(extension.TypedConfig) is Wasm { Config.VmConfig.EnvironmentVariables.KeyValues: { } variables } wasm
            && variables.ContainsKey(PullSecret))
        {
            variables[PullSecret] = "<Redacted>";
            extension.TypedConfig = EnvoyAny.Pack(wasm);
        }

        return extension;
    }

    private static DataSource? Hide(DataSource? source) => source is null ? null : new() { InlineBytes = Hidden };
}
