using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Mesh.Configuration;
using TlsVersion = Envoy.Extensions.TransportSockets.Tls.V3.TlsParameters.Types.TlsProtocol;

namespace MeshActors.Translation.Tls;

/// <summary>Applies the installation's compliance policy, which goes over all that was set before.</summary>
internal static class ComplianceRules
{
    private static readonly string[] Ciphers =
    [
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
    ];

    public static void Enforce(CommonTlsContext context, CompliancePolicy policy)
    {
        if (policy == CompliancePolicy.None)
        {
            return;
        }

        var parameters = context.TlsParams ??= new();
        switch (policy)
        {
            case CompliancePolicy.Fips1402:
                parameters.TlsMinimumProtocolVersion = TlsVersion.Tlsv12;
                parameters.TlsMaximumProtocolVersion = TlsVersion.Tlsv12;
                // Envoys built for FIPS have the right ciphers and curves where nothing is said.
                Keep([.. parameters.CipherSuites.Where(Ciphers.Contains)], parameters);
                parameters.EcdhCurves.Clear();
                break;
            case CompliancePolicy.Fips1403:
                parameters.CompliancePolicies.Clear();
                parameters.CompliancePolicies.Add(TlsParameters.Types.CompliancePolicy.Fips202205);
                break;
            default:
                parameters.TlsMinimumProtocolVersion = TlsVersion.Tlsv13;
                Keep(Ciphers, parameters);
                parameters.EcdhCurves.Clear();
                parameters.EcdhCurves.Add("X25519MLKEM768");
                break;
        }
    }

    private static void Keep(IReadOnlyList<string> ciphers, TlsParameters parameters)
    {
        parameters.CipherSuites.Clear();
        parameters.CipherSuites.AddRange(ciphers);
    }
}
