using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.EnvoyApi;
using OldProvider = Envoy.Extensions.TransportSockets.Tls.V3.CommonTlsContext.Types.CertificateProviderInstance;

namespace MeshActors.Translation.Grpc;

/// <summary>
/// Mutual TLS for gRPC: certificates come from the provider instance <c>default</c> of the program's bootstrap. Clients before
/// 1.66 know only the deprecated fields, so both are set.
/// </summary>
internal static class GrpcTls
{
    private const string Socket = "envoy.transport_sockets.tls";
    private const string Instance = "default";
    private const string Root = "ROOTCA";

    public static TransportSocket Server() => new()
    {
        Name = Socket,
        TypedConfig = EnvoyAny.Pack(new DownstreamTlsContext { CommonTlsContext = Common([]), RequireClientCertificate = true }),
    };

    /// <param name="names">The identities that the server may have; none means any of the mesh.</param>
    public static TransportSocket Client(IReadOnlyList<string> names) => new()
    {
        Name = Socket,
        TypedConfig = EnvoyAny.Pack(new UpstreamTlsContext { CommonTlsContext = Common(names) }),
    };

    private static CommonTlsContext Common(IReadOnlyList<string> names)
    {
        var validation = new CertificateValidationContext
        {
            CaCertificateProviderInstance = new() { InstanceName = Instance, CertificateName = Root },
        };
#pragma warning disable CS0612 // Deprecated, and all that older gRPC libraries understand.
        validation.MatchSubjectAltNames.Add(names.Select(name => new StringMatcher { Exact = name }));
        return new()
        {
            TlsCertificateProviderInstance = new() { InstanceName = Instance, CertificateName = Instance },
            TlsCertificateCertificateProviderInstance = new OldProvider { InstanceName = Instance, CertificateName = Instance },
            CombinedValidationContext = new()
            {
                ValidationContextCertificateProviderInstance = new OldProvider { InstanceName = Instance, CertificateName = Root },
                DefaultValidationContext = validation,
            },
        };
#pragma warning restore CS0612
    }
}
