using System.Runtime.InteropServices;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Endpoints;

/// <summary>Writes a <c>ClusterLoadAssignment</c>.</summary>
internal static class AssignmentWriter
{
    private static readonly uint ClusterNameTag = Tags.Message(ClusterLoadAssignment.ClusterNameFieldNumber);
    private static readonly uint LocalitiesTag = Tags.Message(ClusterLoadAssignment.EndpointsFieldNumber);
    private static readonly uint LocalityTag = Tags.Message(LocalityLbEndpoints.LocalityFieldNumber);
    private static readonly uint EndpointsTag = Tags.Message(LocalityLbEndpoints.LbEndpointsFieldNumber);
    private static readonly uint WeightTag = Tags.Message(LocalityLbEndpoints.LoadBalancingWeightFieldNumber);
    private static readonly uint PriorityTag = Tags.Number(LocalityLbEndpoints.PriorityFieldNumber);
    private static readonly uint RegionTag = Tags.Message(Locality.RegionFieldNumber);
    private static readonly uint ZoneTag = Tags.Message(Locality.ZoneFieldNumber);
    private static readonly uint SubZoneTag = Tags.Message(Locality.SubZoneFieldNumber);

    public static byte[] Write(string clusterName, List<LocalityEndpoints> localities, EndpointQuery query)
    {
        var output = new ReverseWriter();
        try
        {
            for (var i = localities.Count - 1; i >= 0; i--)
            {
                Write(ref output, localities[i], query);
            }

            output.TextUnlessEmpty(ClusterNameTag, clusterName);
            return output.ToArray();
        }
        finally
        {
            output.Dispose();
        }
    }

    private static void Write(ref ReverseWriter output, LocalityEndpoints locality, EndpointQuery query)
    {
        var end = output.Written;
        if (locality.Priority > 0)
        {
            output.Number(PriorityTag, locality.Priority);
        }

        if (locality.Weight is { } weight)
        {
            output.Wrapped(WeightTag, weight);
        }

        var writer = new LbEndpointWriter(query);
        var endpoints = CollectionsMarshal.AsSpan(locality.Endpoints);
        for (var i = endpoints.Length - 1; i >= 0; i--)
        {
            var endpoint = output.Written;
            writer.Write(ref output, endpoints[i]);
            output.Close(EndpointsTag, endpoint);
        }

        WritePlace(ref output, locality.Locality);
        output.Close(LocalitiesTag, end);
    }

    private static void WritePlace(ref ReverseWriter output, ProxyLocality place)
    {
        var end = output.Written;
        output.TextUnlessEmpty(SubZoneTag, place.SubZone);
        output.TextUnlessEmpty(ZoneTag, place.Zone);
        output.TextUnlessEmpty(RegionTag, place.Region);
        output.Close(LocalityTag, end);
    }
}
