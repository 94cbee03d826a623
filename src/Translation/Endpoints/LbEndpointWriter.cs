using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Wire;
using EnvoyLbEndpoint = Envoy.Config.Endpoint.V3.LbEndpoint;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Writes endpoints as <c>LbEndpoint</c>s, straight to bytes: there are many, and most changes touch one of a service, whose
/// others are written again. Neighbours mostly are of one workload and differ in their addresses only: the rest is copied.
/// </summary>
/// <param name="query">What is asked for.</param>
internal struct LbEndpointWriter(EndpointQuery query)
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

    // What stands behind the address of the endpoint that was written last, and where.
    private WeightedEndpoint _last;
    private int _end;
    private int _start;

    /// <param name="output">The same for all endpoints.</param>
    /// <param name="weighted">The next endpoint.</param>
    public void Write(ref ReverseWriter output, in WeightedEndpoint weighted)
    {
        if (weighted.Gateway is { } gateway)
        {
            WriteGateway(ref output, gateway.Cluster, weighted.Weight);
            AddressEncoding.WriteEndpoint(ref output, EndpointTag, gateway.Address, gateway.Port);
            return;
        }

        var endpoint = weighted.Source!;
        if (weighted.Form == EndpointForm.Tunnelled)
        {
            var target = TargetOf(endpoint);
            WriteFacts(ref output, weighted, target);
            AddressEncoding.WriteTunnel(ref output, EndpointTag, target);
            return;
        }

        if (_last.Source is { } last && IsLike(weighted, endpoint, _last, last))
        {
            output.Again(_end, _start);
        }
        else
        {
            _end = output.Written;
            WriteFacts(ref output, weighted, null);
            _start = output.Written;
            _last = weighted;
        }

        if (endpoint.HasFurtherAddresses)
        {
            AddressEncoding.WriteEndpoint(ref output, EndpointTag, endpoint.Addresses, endpoint.Port);
        }
        else
        {
            AddressEncoding.WriteEndpoint(ref output, EndpointTag, endpoint.FirstAddress, endpoint.Port);
        }
    }

    private readonly bool IsLike(in WeightedEndpoint weighted, Endpoint endpoint, in WeightedEndpoint last, Endpoint before) =>
        weighted.Weight == last.Weight
        && weighted.Form == last.Form
        && EndpointFacts.IsDraining(endpoint, query.DrainingLabel) == EndpointFacts.IsDraining(before, query.DrainingLabel)
        && endpoint.Health == before.Health
        && SameName(endpoint.WorkloadName, before.WorkloadName)
        && endpoint.Namespace == before.Namespace
        && endpoint.ClusterId == before.ClusterId
        && endpoint.TlsMode == before.TlsMode
        && endpoint.Traits.Service == before.Traits.Service
        && endpoint.Traits.Revision == before.Traits.Revision;

    // Names of neighbours that differ mostly do so at their ends.
    private static bool SameName(string left, string right) =>
        ReferenceEquals(left, right) || (left.Length == right.Length && (left.Length == 0 || left[^1] == right[^1]) && left == right);

    private readonly void WriteGateway(ref ReverseWriter output, string cluster, uint weight)
    {
        output.Wrapped(WeightTag, weight);
        var end = output.Written;
        if (!query.OmitsWorkloads)
        {
            output.Text(cluster);
            output.Text(";;;;");
            Workload.Complete(ref output, end);
        }

        TlsMode.Write(ref output, Istio);
        output.Close(MetadataTag, end);
    }

    /// <summary>Weight, metadata and health.</summary>
    private readonly void WriteFacts(ref ReverseWriter output, in WeightedEndpoint weighted, string? tunnelTarget)
    {
        var endpoint = weighted.Source!;
        output.Wrapped(WeightTag, weighted.Weight);
        var end = output.Written;
        if (!query.OmitsWorkloads)
        {
            WriteWorkload(ref output, endpoint);
        }

        if (tunnelTarget is not null)
        {
            Tunnel.Write(ref output, "http");
            Local.Write(ref output, tunnelTarget);
        }
        else if (weighted.Form == EndpointForm.Mutual && endpoint.TlsMode is not ("" or "disabled"))
        {
            TlsMode.Write(ref output, endpoint.TlsMode);
        }

        output.Close(MetadataTag, end);
        var health = EndpointFacts.IsDraining(endpoint, query.DrainingLabel) ? (uint)Envoy.Config.Core.V3.HealthStatus.Draining : (uint)endpoint.Health;
        if (health != 0)
        {
            output.Number(HealthTag, health);
        }
    }

    private static string TargetOf(Endpoint endpoint) => IpText.IsIpv6(endpoint.FirstAddress)
        ? $"[{endpoint.FirstAddress}]:{endpoint.Port}"
        : $"{endpoint.FirstAddress}:{endpoint.Port}";

    /// <summary>
    /// What telemetry of clients says of a server that cannot say it itself: workload, namespace, canonical service, revision
    /// (left out where it is the default) and cluster.
    /// </summary>
    private readonly void WriteWorkload(ref ReverseWriter output, Endpoint endpoint)
    {
        var traits = endpoint.Traits;
        var revision = query.External?.Revision ?? traits.Revision;
        var end = output.Written;
        output.Text(endpoint.ClusterId);
        output.Letter(';');
        output.Text(revision == "latest" ? "" : revision);
        output.Letter(';');
        output.Text(query.External?.Service ?? traits.Service ?? endpoint.WorkloadName);
        output.Letter(';');
        output.Text(query.External?.Namespace ?? endpoint.Namespace);
        output.Letter(';');
        output.Text(endpoint.WorkloadName);
        Workload.Complete(ref output, end);
    }
}
