using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;
using EnvoyEndpoint = Envoy.Config.Endpoint.V3.Endpoint;
using MeshEndpoint = MeshActors.Mesh.Registry.Endpoint;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Encodes endpoints as <c>LbEndpoint</c>s. The weight is left out: it is the last field of the message, and the only one that
/// differs between load assignments.
/// </summary>
internal static class LbEndpointEncoding
{
    private const string TransportSocketMatch = "envoy.transport_socket_match";
    private const string OriginalDestination = "envoy.filters.listener.original_dst";
    private const string TunnelListener = "connect_originate";
    private const string TunnelLabel = "networking.istio.io/tunnel";
    private const string GatewayManagedLabel = "gateway.istio.io/managed";

    /// <summary>Whether the workload takes connections through HBONE and has no sidecar that would take Istio's mutual TLS.</summary>
    public static bool NeedsTunnel(MeshEndpoint endpoint) =>
        endpoint.TlsMode != "istio"
        && (endpoint.Labels.GetValueOrDefault(GatewayManagedLabel) == "istio.io-mesh-controller"
            || (endpoint.Labels.GetValueOrDefault(TunnelLabel) is { } tunnel && tunnel.Split(',').Contains("http")));

    /// <summary>By its own state, or because somebody labelled its workload so.</summary>
    public static bool IsDraining(MeshEndpoint endpoint) =>
        endpoint.Health == EndpointHealth.Draining || endpoint.Labels.GetValueOrDefault(WellKnownLabels.Draining) is { Length: > 0 };

    /// <summary>A gateway takes mutual TLS for whatever workload stands behind it.</summary>
    public static byte[] Of(NetworkGateway gateway)
    {
        var message = new LbEndpoint
        {
            Endpoint = new() { Address = AddressOf(gateway.Address, gateway.Port) },
            Metadata = new(),
        };
        message.Metadata.FilterMetadata[TransportSocketMatch] = TextStruct("tlsMode", "istio");
        message.Metadata.FilterMetadata["istio"] = TextStruct("workload", $";;;;{gateway.Cluster}");
        return EnvoyEncoding.ToBytes(message);
    }

    public static byte[] Of(MeshEndpoint endpoint, bool isMutual, bool tunnels)
    {
        var message = new LbEndpoint { HealthStatus = HealthOf(endpoint), Metadata = new() };
        var metadata = message.Metadata.FilterMetadata;
        if (isMutual && endpoint.TlsMode is not ("" or "disabled"))
        {
            metadata[TransportSocketMatch] = TextStruct("tlsMode", endpoint.TlsMode);
        }

        metadata["istio"] = TextStruct("workload", WorkloadOf(endpoint));
        if (tunnels)
        {
            AddTunnel(message, endpoint);
        }
        else
        {
            message.Endpoint = new() { Address = AddressOf(endpoint.FirstAddress, endpoint.Port) };
            for (var i = 1; i < endpoint.Addresses.Count; i++)
            {
                message.Endpoint.AdditionalAddresses.Add(
                    new EnvoyEndpoint.Types.AdditionalAddress { Address = AddressOf(endpoint.Addresses[i], endpoint.Port) });
            }
        }

        return EnvoyEncoding.ToBytes(message);
    }

    private static void AddTunnel(LbEndpoint message, MeshEndpoint endpoint)
    {
        var target = IpText.IsIpv6(endpoint.FirstAddress)
            ? $"[{endpoint.FirstAddress}]:{endpoint.Port}"
            : $"{endpoint.FirstAddress}:{endpoint.Port}";
        message.Endpoint = new()
        {
            Address = new() { EnvoyInternalAddress = new() { ServerListenerName = TunnelListener, EndpointId = target } },
        };
        message.Metadata.FilterMetadata[OriginalDestination] = TextStruct("local", target);
        message.Metadata.FilterMetadata[TransportSocketMatch] = TextStruct("tunnel", "http");
    }

    private static Address AddressOf(string address, int port) => port == 0
        ? new() { Pipe = new() { Path = address } }
        : new() { SocketAddress = new() { Address = address, PortValue = (uint)port } };

    private static HealthStatus HealthOf(MeshEndpoint endpoint) =>
        IsDraining(endpoint) ? HealthStatus.Draining : (HealthStatus)(int)endpoint.Health;

    /// <summary>
    /// What telemetry of clients says of a server that cannot say it itself: workload, namespace, canonical service, revision
    /// (left out where it is the default) and cluster.
    /// </summary>
    private static string WorkloadOf(MeshEndpoint endpoint)
    {
        var labels = endpoint.Labels;
        var service = labels.GetValueOrDefault(WellKnownLabels.CanonicalName)
            ?? labels.GetValueOrDefault("app.kubernetes.io/name")
            ?? labels.GetValueOrDefault("app")
            ?? endpoint.WorkloadName;
        var revision = labels.GetValueOrDefault(WellKnownLabels.CanonicalRevision)
            ?? labels.GetValueOrDefault("app.kubernetes.io/version")
            ?? labels.GetValueOrDefault("version");
        return $"{endpoint.WorkloadName};{endpoint.Namespace};{service};{(revision == "latest" ? "" : revision)};{endpoint.ClusterId}";
    }

    private static Struct TextStruct(string key, string value) => new() { Fields = { [key] = Value.ForString(value) } };
}
