using System.Collections.Frozen;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Listeners;

/// <summary>TLS that ends at a gateway.</summary>
internal static class GatewayTls
{
    private static readonly string[] Http3Alpn = ["h3"];
    private static readonly string[] HttpAlpn = ["h2", "http/1.1"];
    private static readonly string[] MeshTcpAlpn = ["istio-peer-exchange", "h2", "http/1.1"];

    private static readonly FrozenSet<string> KnownCiphers = FrozenSet.Create(
        StringComparer.Ordinal,
        "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384",
        "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305",
        "ECDHE-RSA-CHACHA20-POLY1305",
        "ECDHE-ECDSA-AES128-SHA",
        "ECDHE-RSA-AES128-SHA",
        "ECDHE-ECDSA-AES256-SHA",
        "ECDHE-RSA-AES256-SHA",
        "AES128-GCM-SHA256",
        "AES256-GCM-SHA384",
        "AES128-SHA",
        "AES256-SHA",
        "DES-CBC3-SHA");

    /// <param name="settings">The gateway's settings.</param>
    /// <param name="tls">The server's TLS.</param>
    /// <param name="isTcp">Whether what is inside is no HTTP.</param>
    /// <param name="isQuic">Whether it is for HTTP/3, where Envoy cannot ask clients for certificates.</param>
    public static DownstreamTlsContext Of(ListenerSettings settings, ServerTlsSettings tls, bool isTcp, bool isQuic = false)
    {
        var checksClients = ChecksClients(tls) && (!isQuic || tls.Mode == ServerTlsMode.OptionalMutual);
        var common = new CommonTlsContext { AlpnProtocols = { isQuic ? Http3Alpn : tls.Mode == ServerTlsMode.IstioMutual && isTcp && settings.Features.PeerExchangeAlpn ? MeshTcpAlpn : HttpAlpn } };
        if (tls.Mode != ServerTlsMode.IstioMutual && (tls.CredentialNames.Count > 0 || tls.CredentialName.Length > 0))
        {
            AddCredentials(common, settings, tls);
        }
        else if (tls.Mode == ServerTlsMode.IstioMutual)
        {
            var own = settings.Proxy.Certificates;
            GatewayTlsFiles.Add(common, settings.Proxy, tls, [(own?.Chain ?? "", own?.Key ?? "")], own?.Root ?? "", checksClients);
        }
        else
        {
            GatewayTlsFiles.Add(
                common,
                settings.Proxy,
                tls,
                tls.TlsCertificates.Count > 0
                    ? [.. tls.TlsCertificates.Select(pair => (pair.ServerCertificate, pair.PrivateKey))]
                    : [(tls.ServerCertificate, tls.PrivateKey)],
                tls.CaCertificates,
                checksClients);
        }

        if (tls.Mode is ServerTlsMode.Simple or ServerTlsMode.Mutual or ServerTlsMode.OptionalMutual)
        {
            common.TlsParams = Parameters(settings.Mesh.TlsDefaults, tls);
        }

        ComplianceRules.Enforce(common, settings.Features.Compliance);
        return new() { CommonTlsContext = common, RequireClientCertificate = !isQuic && tls.Mode is ServerTlsMode.Mutual or ServerTlsMode.IstioMutual };
    }

    public static bool ChecksClients(ServerTlsSettings tls) =>
        tls.Mode is ServerTlsMode.Mutual or ServerTlsMode.IstioMutual or ServerTlsMode.OptionalMutual;

    private static void AddCredentials(CommonTlsContext common, ListenerSettings settings, ServerTlsSettings tls)
    {
        IReadOnlyList<string> names = tls.CredentialNames.Count > 0 ? tls.CredentialNames : [tls.CredentialName];
        common.TlsCertificateSdsSecretConfigs.AddRange(names.Select(name => Credential(settings, name) ?? new()));
        if (ChecksClients(tls))
        {
            // With several certificates the roots are those of the first.
            var roots = tls.CaCertCredentialName.Length > 0 ? tls.CaCertCredentialName : names[0] + SdsSecrets.CaSuffix;
            var validation = Validation(tls);
            validation.VerifyCertificateSpki.AddRange(tls.VerifyCertificateSpki);
            validation.VerifyCertificateHash.AddRange(tls.VerifyCertificateHash);
            common.CombinedValidationContext = new()
            {
                DefaultValidationContext = validation,
                ValidationContextSdsSecretConfig = Credential(settings, roots),
            };
        }
        else if (tls.SubjectAltNames.Count > 0)
        {
            common.ValidationContext = new CertificateValidationContext().With(Exactly(tls.SubjectAltNames));
        }
    }

    /// <returns>null for a secret of an external service that the registry does not know</returns>
    private static SdsSecretConfig? Credential(ListenerSettings settings, string name)
    {
        // Of several external secret services the first one is used.
        var sds = settings.Mesh.ExtensionProviders.FirstOrDefault(provider => provider.Sds is not null)?.Sds;
        if (sds is null || settings.Proxy.CredentialSocket || !name.StartsWith("sds://", StringComparison.Ordinal))
        {
            return SdsSecrets.FromCredential(name, settings.Proxy.CredentialSocket);
        }

        return settings.Providers.Find(sds.Service, sds.Port) is { } target
            ? SdsSecrets.FromCredential(name, credentialSocket: false, new SdsProviderTarget(target.Cluster, target.Hostname))
            : null;
    }

    public static CertificateValidationContext Validation(ServerTlsSettings tls) => new CertificateValidationContext
    {
        TrustChainVerification = tls.InsecureSkipVerify == true
            ? CertificateValidationContext.Types.TrustChainVerification.AcceptUntrusted
            : CertificateValidationContext.Types.TrustChainVerification.VerifyTrustChain,
    }.With(Exactly(tls.SubjectAltNames));

    private static IEnumerable<StringMatcher> Exactly(IEnumerable<string> names) => names.Select(name => new StringMatcher { Exact = name });

    /// <summary>The mesh's defaults, then what the server says.</summary>
    private static TlsParameters? Parameters(TlsConfig? defaults, ServerTlsSettings tls)
    {
        IReadOnlyList<string> curves = tls.EcdhCurves.Count > 0 ? tls.EcdhCurves : defaults?.EcdhCurves ?? [];
        IReadOnlyList<string> own = [.. tls.CipherSuites.Where(IsUsable).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<string> ciphers = own.Count > 0 ? own : defaults?.CipherSuites ?? [];
        var minimum = tls.MinProtocolVersion != TlsProtocol.TlsAuto ? (TlsParameters.Types.TlsProtocol)(int)tls.MinProtocolVersion
            : defaults?.MinProtocolVersion switch
            {
                MeshTlsProtocol.TlsV1_3 => TlsParameters.Types.TlsProtocol.Tlsv13,
                MeshTlsProtocol.TlsV1_2 => TlsParameters.Types.TlsProtocol.Tlsv12,
                _ => TlsParameters.Types.TlsProtocol.TlsAuto,
            };
        var maximum = (TlsParameters.Types.TlsProtocol)(int)tls.MaxProtocolVersion;
        return curves.Count == 0 && ciphers.Count == 0
            && minimum == TlsParameters.Types.TlsProtocol.TlsAuto && maximum == TlsParameters.Types.TlsProtocol.TlsAuto
            ? null
            : new()
            {
                EcdhCurves = { curves },
                CipherSuites = { ciphers },
                TlsMinimumProtocolVersion = minimum,
                TlsMaximumProtocolVersion = maximum,
            };
    }

    /// <summary>Envoy refuses a listener for one name that it does not know; expressions are passed on as they are.</summary>
    private static bool IsUsable(string cipher) =>
        cipher is "" or "ALL" || !char.IsLetterOrDigit(cipher[0]) || KnownCiphers.Contains(cipher);
}
