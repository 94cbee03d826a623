using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Wire;
using EnvoyLbEndpoint = Envoy.Config.Endpoint.V3.LbEndpoint;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Writes endpoints as <c>LbEndpoint</c>s, straight to bytes: there are many, and most changes touch one of a service, whose
/// others are written again.
/// </summary>
internal static class LbEndpointEncoding
{
    private const string TransportSocketMatch = "envoy.transport_socket_match";
    private const string Istio = "istio";

    private static readonly MetadataEncoding Workload = new(Istio, "workload");
    private static readonly MetadataEncoding TlsMode = new(TransportSocketMatch, "tlsMode");
    private static readonly MetadataEncoding Tunnel = new(TransportSocketMatch, "tunnel");
    private static readonly MetadataEncoding Local = new("envoy.filters.listener.original_dst", "local");

    private static readonly uint EndpointTag = Tags.Message(EnvoyLbEndpoint.EndpointFieldNumber);
    private static readonly uint HealthTag = Tags.Number(EnvoyLbEndpoint.HealthStatusFieldNumber);
    private static readonly uint MetadataTag = Tags.Message(EnvoyLbEndpoint.MetadataFieldNumber);
    private static readonly uint WeightTag = Tags.Message(EnvoyLbEndpoint.LoadBalancingWeightFieldNumber);

    public static void Write(ref ReverseWriter output, in WeightedEndpoint weighted)
    {
        output.Wrapped(WeightTag, weighted.Weight);
        var end = output.Written;
        if (weighted.Gateway is { } gateway)
        {
            output.Text(gateway.Cluster);
            output.Text(";;;;");
            Workload.Complete(ref output, end);
            TlsMode.Write(ref output, Istio);
            output.Close(MetadataTag, end);
            AddressEncoding.WriteEndpoint(ref output, EndpointTag, [gateway.Address], gateway.Port);
            return;
        }

        var endpoint = weighted.Source!;
        var target = weighted.Form == EndpointForm.Tunnelled ? TargetOf(endpoint) : null;
        var labels = EndpointLabels.Of(endpoint);
        WriteWorkload(ref output, endpoint, labels);
        if (target is not null)
        {
            Tunnel.Write(ref output, "http");
            Local.Write(ref output, target);
        }
        else if (weighted.Form == EndpointForm.Mutual && endpoint.TlsMode is not ("" or "disabled"))
        {
            TlsMode.Write(ref output, endpoint.TlsMode);
        }

        output.Close(MetadataTag, end);
        var health = EndpointFacts.IsDraining(endpoint, labels) ? (uint)Envoy.Config.Core.V3.HealthStatus.Draining : (uint)endpoint.Health;
        if (health != 0)
        {
            output.Number(HealthTag, health);
        }

        if (target is not null)
        {
            AddressEncoding.WriteTunnel(ref output, EndpointTag, target);
        }
        else
        {
            AddressEncoding.WriteEndpoint(ref output, EndpointTag, endpoint.Addresses, endpoint.Port);
        }
    }

    private static string TargetOf(Endpoint endpoint) => IpText.IsIpv6(endpoint.FirstAddress)
        ? $"[{endpoint.FirstAddress}]:{endpoint.Port}"
        : $"{endpoint.FirstAddress}:{endpoint.Port}";

    /// <summary>
    /// What telemetry of clients says of a server that cannot say it itself: workload, namespace, canonical service, revision
    /// (left out where it is the default) and cluster.
    /// </summary>
    private static void WriteWorkload(ref ReverseWriter output, Endpoint endpoint, in EndpointLabels labels)
    {
        var revision = labels.Revision;
        var end = output.Written;
        output.Text(endpoint.ClusterId);
        output.Text(";");
        output.Text(revision == "latest" ? "" : revision);
        output.Text(";");
        output.Text(labels.Service ?? endpoint.WorkloadName);
        output.Text(";");
        output.Text(endpoint.Namespace);
        output.Text(";");
        output.Text(endpoint.WorkloadName);
        Workload.Complete(ref output, end);
    }
}
