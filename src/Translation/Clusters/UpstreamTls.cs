using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Clusters.DynamicForwardProxy.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Clusters;

/// <summary>TLS towards a cluster's endpoints.</summary>
internal static class UpstreamTls
{
    // Istio's own protocols in ALPN tell the server's sniffing that a mesh peer calls.
    private const string PeerExchangeAlpn = "istio-peer-exchange";
    private static readonly string[] MeshAlpn = ["istio"];
    private static readonly string[] MeshHttp2Alpn = ["istio", "h2"];
    private static readonly string[] Http2Alpn = ["h2"];

    public static void Apply(ClusterDraft draft, UpstreamTlsInputs inputs, ClientTlsSettings? policy)
    {
        var decision = inputs.Decide(policy);
        if (decision.Settings is not { } tls || Context(draft, inputs, tls) is not { } context)
        {
            return;
        }

        var socket = TransportSockets.Tls(context);
        var cluster = draft.Cluster;
        if (decision.AutoDetected && tls.Mode == ClientTlsMode.IstioMutual && cluster.Type != Cluster.Types.DiscoveryType.OriginalDst)
        {
            cluster.TransportSocketMatches.AddRange(TransportSockets.MutualTlsOrPlain(socket));
        }
        else
        {
            cluster.TransportSocket = socket;
        }
    }

    /// <summary>The TLS context of settings, or null where they mean plain text or cannot be honoured here.</summary>
    public static UpstreamTlsContext? Context(ClusterDraft draft, UpstreamTlsInputs inputs, ClientTlsSettings tls)
    {
        // A credential reaches only workloads that a rule selects by name: every other sidecar would wait for a secret
        // that it may not have. ConfigMaps are open to all.
        var privileged = tls.CredentialName.Length > 0 && !tls.CredentialName.StartsWith("configmap://", StringComparison.Ordinal);
        if (privileged && inputs.View.IsSidecar && !inputs.RuleSelectsWorkloads
            && tls.Mode is ClientTlsMode.Simple or ClientTlsMode.Mutual)
        {
            return null;
        }

        var context = tls.Mode switch
        {
            // Stock Envoy has no agent that holds a certificate of the mesh for it: where others speak Istio's mutual TLS, by
            // themselves or by rule, it speaks plain text, and takes it on inbound chains and servers of gateways.
            ClientTlsMode.IstioMutual when inputs.View.StockEnvoy => null,
            ClientTlsMode.IstioMutual => MeshMutual(draft, inputs, tls),
            ClientTlsMode.Simple => Originated(draft, inputs, tls, mutual: false),
            ClientTlsMode.Mutual => Originated(draft, inputs, tls, mutual: true),
            _ => null,
        };
        if (context is not null)
        {
            ComplianceRules.Enforce(context.CommonTlsContext, inputs.Mesh.Features.Compliance);
        }

        return context;
    }

    private static UpstreamTlsContext MeshMutual(ClusterDraft draft, UpstreamTlsInputs inputs, ClientTlsSettings tls)
    {
        var context = NewContext(tls.Sni);
        var common = context.CommonTlsContext;
        common.TlsCertificateSdsSecretConfigs.Add(SdsSecrets.FromAgent(SdsSecrets.Default));
        common.CombinedValidationContext = new()
        {
            DefaultValidationContext = Validation(tls.SubjectAltNames),
            ValidationContextSdsSecretConfig = SdsSecrets.FromAgent(SdsSecrets.Root),
        };
        if (context.Sni.Length == 0 && !draft.IsDynamicForwardProxy)
        {
            context.Sni = draft.Cluster.Name;
        }

        if (inputs.Mesh.Features is { MetadataExchange: true, PeerExchangeAlpn: true })
        {
            common.AlpnProtocols.Add(PeerExchangeAlpn);
        }

        common.AlpnProtocols.AddRange(draft.IsHttp2 ? MeshHttp2Alpn : MeshAlpn);
        if (draft.IsDynamicForwardProxy)
        {
            SetAutomaticNames(draft, tls);
        }

        return context;
    }

    private static UpstreamTlsContext? Originated(ClusterDraft draft, UpstreamTlsInputs inputs, ClientTlsSettings tls, bool mutual)
    {
        var context = NewContext(tls.Sni);
        SetAutomaticNames(draft, tls);
        var names = inputs.IsServiceEntry && tls.SubjectAltNames.Count == 0 ? inputs.ServiceAccounts : tls.SubjectAltNames;
        var common = context.CommonTlsContext;
        if (tls.CredentialName.Length > 0)
        {
            UseCredential(common, inputs, tls, names);
        }
        else if (!UpstreamTlsFiles.Add(common, inputs.View, tls, Validation(names), mutual))
        {
            return null;
        }

        if (inputs.Mesh.TlsDefaults is { } defaults)
        {
            common.TlsParams.EcdhCurves.AddRange(defaults.EcdhCurves);
            common.TlsParams.CipherSuites.AddRange(defaults.CipherSuites);
        }

        if (draft.IsHttp2)
        {
            common.AlpnProtocols.AddRange(Http2Alpn);
        }

        return context;
    }

    private static void UseCredential(
        CommonTlsContext common, UpstreamTlsInputs inputs, ClientTlsSettings tls, IReadOnlyList<string> names)
    {
        if (tls.Mode == ClientTlsMode.Mutual)
        {
            common.TlsCertificateSdsSecretConfigs.Add(SdsSecrets.FromCredential(tls.CredentialName, inputs.View.CredentialSocket));
        }

        if (tls.InsecureSkipVerify == true)
        {
            return;
        }

        common.CombinedValidationContext = new()
        {
            DefaultValidationContext = Validation(names),
            ValidationContextSdsSecretConfig =
                SdsSecrets.FromCredential(tls.CredentialName + SdsSecrets.CaSuffix, inputs.View.CredentialSocket),
        };
    }

    /// <summary>Takes SNI and the name to check from the request's host, where the rule names neither.</summary>
    private static void SetAutomaticNames(ClusterDraft draft, ClientTlsSettings tls)
    {
        var sni = tls.Sni.Length == 0;
        var skip = tls.InsecureSkipVerify == true;
        var validation = !skip && (draft.IsDynamicForwardProxy || (sni && tls.SubjectAltNames.Count == 0));
        if (draft.IsDynamicForwardProxy && (!sni || !validation))
        {
            AllowInsecure(draft.Cluster);
        }

        if (!sni && !validation)
        {
            return;
        }

        var options = draft.HttpOptions.UpstreamHttpProtocolOptions ??= new UpstreamHttpProtocolOptions();
        options.AutoSni = sni;
        options.AutoSanValidation = validation;
    }

    private static void AllowInsecure(Cluster cluster)
    {
        var config = cluster.ClusterType.TypedConfig.Unpack<ClusterConfig>();
        config.AllowInsecureClusterOptions = true;
        cluster.ClusterType.TypedConfig = EnvoyAny.Pack(config);
    }

    private static UpstreamTlsContext NewContext(string sni) => new()
    {
        CommonTlsContext = new()
        {
            TlsParams = new()
            {
                TlsMinimumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv12,
                TlsMaximumProtocolVersion = TlsParameters.Types.TlsProtocol.Tlsv13,
            },
        },
        Sni = sni,
    };

    private static CertificateValidationContext Validation(IReadOnlyList<string> names)
    {
        var context = new CertificateValidationContext();
        foreach (var name in names)
        {
#pragma warning disable CS0612 // Istio still speaks the untyped form, which every Envoy knows.
            context.MatchSubjectAltNames.Add(new StringMatcher { Exact = name });
#pragma warning restore CS0612
        }

        return context;
    }
}
