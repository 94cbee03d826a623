using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Which headers proxies add.</summary>
public sealed record ProxyHeaders
{
    public ForwardClientCertDetails ForwardedClientCert { get; init; }

    public SetCurrentClientCertDetails? SetCurrentClientCertDetails { get; init; }

    public DisabledSwitch? RequestId { get; init; }

    public ServerHeader? Server { get; init; }

    public DisabledSwitch? AttemptCount { get; init; }

    public DisabledSwitch? EnvoyDebugHeaders { get; init; }

    public MetadataExchangeHeaders? MetadataExchangeHeaders { get; init; }

    public bool? PreserveHttp1HeaderCase { get; init; }

    public EnabledSwitch? XForwardedHost { get; init; }

    public EnabledSwitch? XForwardedPort { get; init; }

    internal static ProxyHeaders Read(FieldReader fields) => new()
    {
        ForwardedClientCert = fields.Enum<ForwardClientCertDetails>("forwardedClientCert"),
        SetCurrentClientCertDetails = fields.Message("setCurrentClientCertDetails", SetCurrentClientCertDetails.Read),
        RequestId = fields.Message("requestId", DisabledSwitch.Read),
        Server = fields.Message("server", ServerHeader.Read),
        AttemptCount = fields.Message("attemptCount", DisabledSwitch.Read),
        EnvoyDebugHeaders = fields.Message("envoyDebugHeaders", DisabledSwitch.Read),
        MetadataExchangeHeaders = fields.Message("metadataExchangeHeaders", MetadataExchangeHeaders.Read),
        PreserveHttp1HeaderCase = fields.FlagOrNull("preserveHttp1HeaderCase"),
        XForwardedHost = fields.Message("xForwardedHost", EnabledSwitch.Read),
        XForwardedPort = fields.Message("xForwardedPort", EnabledSwitch.Read),
    };

    /// <summary>
    /// These headers with what they leave unset of the five older fields taken from <paramref name="defaults"/>; the newer
    /// fields are never inherited.
    /// </summary>
    internal ProxyHeaders Over(ProxyHeaders? defaults) => defaults is null ? this : this with
    {
        ForwardedClientCert = ForwardedClientCert == default ? defaults.ForwardedClientCert : ForwardedClientCert,
        RequestId = RequestId ?? defaults.RequestId,
        AttemptCount = AttemptCount ?? defaults.AttemptCount,
        Server = Server ?? defaults.Server,
        EnvoyDebugHeaders = EnvoyDebugHeaders ?? defaults.EnvoyDebugHeaders,
    };
}
