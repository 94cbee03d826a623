using System.Text;
using Google.Protobuf;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Writes a <c>ClusterLoadAssignment</c> around endpoints that are encoded already. Field numbers are those of
/// envoy/config/endpoint/v3.
/// </summary>
internal static class AssignmentWriter
{
    private static readonly uint ClusterNameTag = WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited);
    private static readonly uint LocalitiesTag = WireFormat.MakeTag(2, WireFormat.WireType.LengthDelimited);
    private static readonly uint LocalityTag = WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited);
    private static readonly uint EndpointsTag = WireFormat.MakeTag(2, WireFormat.WireType.LengthDelimited);
    private static readonly uint LocalityWeightTag = WireFormat.MakeTag(3, WireFormat.WireType.LengthDelimited);
    private static readonly uint PriorityTag = WireFormat.MakeTag(5, WireFormat.WireType.Varint);
    private static readonly uint EndpointWeightTag = WireFormat.MakeTag(4, WireFormat.WireType.LengthDelimited);
    private static readonly uint WrappedValueTag = WireFormat.MakeTag(1, WireFormat.WireType.Varint);

    public static byte[] Write(string clusterName, List<LocalityEndpoints> localities)
    {
        var places = localities.ConvertAll(l => EncodePlace(l.Locality));
        var sizes = new int[localities.Count];
        var total = clusterName.Length == 0 ? 0 : FieldSize(Encoding.UTF8.GetByteCount(clusterName));
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = SizeOf(localities[i], places[i]);
            total += FieldSize(sizes[i]);
        }

        var bytes = new byte[total];
        var output = new FieldWriter(bytes);
        if (clusterName.Length > 0)
        {
            output.WriteVarint(ClusterNameTag);
            output.WriteText(clusterName);
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            output.WriteVarint(LocalitiesTag);
            output.WriteVarint((uint)sizes[i]);
            Write(ref output, localities[i], places[i]);
        }

        return bytes;
    }

    private static void Write(ref FieldWriter output, LocalityEndpoints locality, byte[] place)
    {
        output.WriteVarint(LocalityTag);
        output.WriteVarint((uint)place.Length);
        output.WriteBytes(place);
        foreach (var endpoint in locality.Endpoints)
        {
            output.WriteVarint(EndpointsTag);
            output.WriteVarint((uint)(endpoint.Encoded.Length + FieldSize(WrappedSize(endpoint.Weight))));
            output.WriteBytes(endpoint.Encoded);
            WriteWrapped(ref output, EndpointWeightTag, endpoint.Weight);
        }

        if (locality.Weight is { } weight)
        {
            WriteWrapped(ref output, LocalityWeightTag, weight);
        }

        if (locality.Priority > 0)
        {
            output.WriteVarint(PriorityTag);
            output.WriteVarint(locality.Priority);
        }
    }

    private static int SizeOf(LocalityEndpoints locality, byte[] place)
    {
        var size = FieldSize(place.Length);
        foreach (var endpoint in locality.Endpoints)
        {
            size += FieldSize(endpoint.Encoded.Length + FieldSize(WrappedSize(endpoint.Weight)));
        }

        size += locality.Weight is { } weight ? FieldSize(WrappedSize(weight)) : 0;
        return size + (locality.Priority > 0 ? 1 + CodedOutputStream.ComputeUInt32Size(locality.Priority) : 0);
    }

    private static byte[] EncodePlace(ProxyLocality place) =>
        new Envoy.Config.Core.V3.Locality { Region = place.Region, Zone = place.Zone, SubZone = place.SubZone }.ToByteArray();

    /// <summary>A length-delimited field of a message whose tags are one byte long.</summary>
    private static int FieldSize(int length) => 1 + CodedOutputStream.ComputeLengthSize(length) + length;

    private static int WrappedSize(uint value) => value == 0 ? 0 : 1 + CodedOutputStream.ComputeUInt32Size(value);

    private static void WriteWrapped(ref FieldWriter output, uint tag, uint value)
    {
        output.WriteVarint(tag);
        output.WriteVarint((uint)WrappedSize(value));
        if (value != 0)
        {
            output.WriteVarint(WrappedValueTag);
            output.WriteVarint(value);
        }
    }
}
