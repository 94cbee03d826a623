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
    private const string OriginalDestination = "envoy.filters.listener.original_dst";

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
            var workload = MetadataEncoding.Begin(ref output);
            output.Text(gateway.Cluster);
            output.Text(";;;;");
            MetadataEncoding.End(ref output, "istio", "workload", workload);
            MetadataEncoding.Write(ref output, TransportSocketMatch, "tlsMode", "istio");
            output.Close(MetadataTag, end);
            AddressEncoding.WriteEndpoint(ref output, EndpointTag, [gateway.Address], gateway.Port);
            return;
        }

        var endpoint = weighted.Source!;
        var target = weighted.Form == EndpointForm.Tunnelled ? TargetOf(endpoint) : null;
        WriteWorkload(ref output, endpoint);
        if (target is not null)
        {
            MetadataEncoding.Write(ref output, TransportSocketMatch, "tunnel", "http");
            MetadataEncoding.Write(ref output, OriginalDestination, "local", target);
        }
        else if (weighted.Form == EndpointForm.Mutual && endpoint.TlsMode is not ("" or "disabled"))
        {
            MetadataEncoding.Write(ref output, TransportSocketMatch, "tlsMode", endpoint.TlsMode);
        }

        output.Close(MetadataTag, end);
        var health = EndpointFacts.IsDraining(endpoint) ? (uint)Envoy.Config.Core.V3.HealthStatus.Draining : (uint)endpoint.Health;
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
    private static void WriteWorkload(ref ReverseWriter output, Endpoint endpoint)
    {
        var labels = endpoint.Labels;
        var service = endpoint.WorkloadName;
        string? revision = null;
        if (labels.Count > 0)
        {
            service = labels.GetValueOrDefault(WellKnownLabels.CanonicalName)
                ?? labels.GetValueOrDefault("app.kubernetes.io/name")
                ?? labels.GetValueOrDefault("app")
                ?? service;
            revision = labels.GetValueOrDefault(WellKnownLabels.CanonicalRevision)
                ?? labels.GetValueOrDefault("app.kubernetes.io/version")
                ?? labels.GetValueOrDefault("version");
        }

        var end = MetadataEncoding.Begin(ref output);
        output.Text(endpoint.ClusterId);
        output.Text(";");
        output.Text(revision == "latest" ? "" : revision);
        output.Text(";");
        output.Text(service);
        output.Text(";");
        output.Text(endpoint.Namespace);
        output.Text(";");
        output.Text(endpoint.WorkloadName);
        MetadataEncoding.End(ref output, "istio", "workload", end);
    }
}
