using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;

namespace MeshActors.Translation.Listeners;

/// <summary>What stands before a gateway: trusted proxies, forwarded client certificates.</summary>
internal static class GatewayTopology
{
    public static void Apply(Manager manager, ListenerSettings settings)
    {
        var topology = settings.Proxy.Config.GatewayTopology;
        manager.XffNumTrustedHops = topology?.NumTrustedProxies ?? 0;
        manager.ForwardClientCertDetails = ProxyHeaderSettings.Envoy(
            topology?.ForwardClientCertDetails ?? default, Manager.Types.ForwardClientCertDetails.SanitizeSet);
        if (manager.ForwardClientCertDetails is Manager.Types.ForwardClientCertDetails.AppendForward or Manager.Types.ForwardClientCertDetails.SanitizeSet)
        {
            manager.SetCurrentClientCertDetails = new() { Subject = true, Cert = true, Dns = true, Uri = true };
        }
    }
}
