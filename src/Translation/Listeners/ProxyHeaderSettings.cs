using MeshActors.Mesh.Configuration;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;

namespace MeshActors.Translation.Listeners;

/// <summary>Headers that a proxy adds or hides, as its configuration says for one direction.</summary>
internal sealed record ProxyHeaderSettings
{
    private const string IstioEnvoy = "istio-envoy";

    public string ServerName { get; init; } = "";

    public bool PassesServerHeader { get; init; }

    public required Manager.Types.ForwardClientCertDetails ForwardedClientCert { get; init; }

    public required SetCurrentClientCertDetails? CurrentClientCert { get; init; }

    public bool IncludesAttemptCount { get; init; } = true;

    public bool GeneratesRequestId { get; init; } = true;

    public bool HidesEnvoyHeaders { get; init; }

    /// <summary>Whether metadata exchange keeps its headers inside the mesh.</summary>
    public bool ExchangesInMeshOnly { get; init; }

    public bool AppendsForwardedPort { get; init; }

    public bool AppendsForwardedHost { get; init; }

    public bool PreservesHeaderCase { get; init; }

    public static ProxyHeaderSettings Of(ProxyConfig config, ListenerClass listenerClass)
    {
        var headers = config.ProxyHeaders ?? new();
        var server = headers.Server;
        var hidesServer = server?.Disabled == true;
        return new()
        {
            // Envoy's own default ("envoy") has always stood in what sidecars send out.
            ServerName = hidesServer ? "" : server is { Value.Length: > 0 } ? server.Value
                : listenerClass == ListenerClass.SidecarOutbound ? "" : IstioEnvoy,
            PassesServerHeader = hidesServer,
            ForwardedClientCert = Envoy(headers.ForwardedClientCert, Manager.Types.ForwardClientCertDetails.AppendForward),
            CurrentClientCert = headers.SetCurrentClientCertDetails,
            IncludesAttemptCount = headers.AttemptCount?.Disabled != true,
            GeneratesRequestId = headers.RequestId?.Disabled != true,
            HidesEnvoyHeaders = headers.EnvoyDebugHeaders?.Disabled == true,
            ExchangesInMeshOnly = headers.MetadataExchangeHeaders?.Mode == MetadataExchangeMode.InMesh,
            AppendsForwardedPort = headers.XForwardedPort?.Enabled == true,
            AppendsForwardedHost = headers.XForwardedHost?.Enabled == true,
            PreservesHeaderCase = headers.PreserveHttp1HeaderCase == true,
        };
    }

    public static Manager.Types.ForwardClientCertDetails Envoy(
        ForwardClientCertDetails configured, Manager.Types.ForwardClientCertDetails otherwise) => configured switch
        {
            ForwardClientCertDetails.Undefined => otherwise,
            ForwardClientCertDetails.ForwardOnly => Manager.Types.ForwardClientCertDetails.ForwardOnly,
            ForwardClientCertDetails.AppendForward => Manager.Types.ForwardClientCertDetails.AppendForward,
            ForwardClientCertDetails.SanitizeSet => Manager.Types.ForwardClientCertDetails.SanitizeSet,
            ForwardClientCertDetails.AlwaysForwardOnly => Manager.Types.ForwardClientCertDetails.AlwaysForwardOnly,
            _ => Manager.Types.ForwardClientCertDetails.Sanitize,
        };
}
