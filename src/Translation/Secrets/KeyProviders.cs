using Envoy.Config.Core.V3;
using Envoy.Extensions.PrivateKeyProviders.Cryptomb.V3Alpha;
using Envoy.Extensions.PrivateKeyProviders.Qat.V3Alpha;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using EnvoyProvider = Envoy.Extensions.TransportSockets.Tls.V3.PrivateKeyProvider;
using MeshProvider = MeshActors.Mesh.Configuration.PrivateKeyProvider;

namespace MeshActors.Translation.Secrets;

/// <summary>Hands private keys to the hardware that a proxy's configuration names.</summary>
internal static class KeyProviders
{
    private const long NanosecondsPerTick = 100;

    /// <returns>null where it names none</returns>
    public static EnvoyProvider? Of(MeshProvider? provider, DataSource key) => provider switch
    {
        { Cryptomb: { } cryptomb } => Of(
            "cryptomb",
            new CryptoMbPrivateKeyMethodConfig { PrivateKey = key, PollDelay = Fraction(cryptomb.PollDelay) },
            cryptomb.Fallback),
        { Qat: { } qat } => Of("qat", new QatPrivateKeyMethodConfig { PrivateKey = key, PollDelay = Fraction(qat.PollDelay) }, qat.Fallback),
        _ => null,
    };

    private static EnvoyProvider Of(string name, IMessage config, bool? fallback) =>
        new() { ProviderName = name, TypedConfig = EnvoyAny.Pack(config), Fallback = fallback ?? false };

    /// <summary>Delays are far below a second: of longer ones only the fraction counts, as in Istio.</summary>
    private static Duration Fraction(TimeSpan? delay) =>
        new() { Nanos = (int)((delay ?? TimeSpan.Zero).Ticks % TimeSpan.TicksPerSecond * NanosecondsPerTick) };
}
