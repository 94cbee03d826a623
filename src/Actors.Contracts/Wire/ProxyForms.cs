using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>A proxy's node. Its configuration is read again from the metadata that carries it.</summary>
internal static class ProxyForms
{
    private const string ProxyConfigKey = "PROXY_CONFIG";

    public static Proto.Proxy ToProto(ProxyNode node)
    {
        var proto = new Proto.Proxy
        {
            Id = node.Id,
            Type = (Proto.ProxyType)node.Type,
            IpAddresses = { node.IpAddresses },
            Namespace = node.Namespace,
            Name = node.Name,
            WorkloadName = node.WorkloadName,
            ServiceCluster = node.ServiceCluster,
            DnsDomain = node.DnsDomain,
            ClusterId = node.ClusterId,
            Network = node.Network,
            Locality = LocalityForms.ToProto(node.Locality),
            ReportedLabels = ReferenceEquals(node.ReportedLabels, node.Labels) ? null : ToProto(node.ReportedLabels),
            ServiceAccount = node.ServiceAccount,
            IstioVersion = node.IstioVersion == IstioVersion.Newest
                ? null
                : new() { Major = node.IstioVersion.Major, Minor = node.IstioVersion.Minor, Patch = node.IstioVersion.Patch },
            InterceptionMode = (Proto.InterceptionMode)node.InterceptionMode,
            Generator = node.Generator,
            RequestedNetworks = { node.RequestedNetworks },
            NodeName = node.NodeName,
            MayBindPrivilegedPorts = node.MayBindPrivilegedPorts,
            Extensions = node.Extensions is { } names ? new() { Names = { names.Order(StringComparer.Ordinal) } } : null,
            HasIpv4 = node.HasIpv4,
            HasIpv6 = node.HasIpv6,
            Metadata = ToJson(node.Metadata),
        };
        ProtoMaps.Add(proto.Labels, node.Labels);
        ProtoMaps.Add(proto.StaticLabels, node.StaticLabels);
        ProtoMaps.Add(proto.Annotations, node.Annotations);
        ProtoMaps.Add(proto.PodPorts, node.PodPorts);
        ProtoMaps.Add(proto.PodUdpPorts, node.PodUdpPorts);
        if (node.VerifiedIdentity is { } identity)
        {
            proto.VerifiedIdentity = identity;
        }

        return proto;
    }

    /// <exception cref="WireFormatException">It says what this build does not know, or its metadata cannot be read.</exception>
    public static ProxyNode FromProto(Proto.Proxy? proxy)
    {
        var known = Received.Required(proxy, "A scope's proxy");
        var labels = ProtoMaps.Read(known.Labels);
        var metadata = FromJson(known.Metadata);
        return new()
        {
            Id = known.Id,
            Type = Received.Known<ProxyType>((int)known.Type),
            IpAddresses = [.. known.IpAddresses],
            Namespace = known.Namespace,
            Name = known.Name,
            WorkloadName = known.WorkloadName,
            ServiceCluster = known.ServiceCluster,
            DnsDomain = known.DnsDomain,
            ClusterId = known.ClusterId,
            Network = known.Network,
            Locality = LocalityForms.FromProto(known.Locality),
            Labels = labels,
            ReportedLabels = known.ReportedLabels is { } reported ? ProtoMaps.Read(reported.Labels) : labels,
            StaticLabels = ProtoMaps.Read(known.StaticLabels),
            Annotations = ProtoMaps.Read(known.Annotations),
            ServiceAccount = known.ServiceAccount,
            VerifiedIdentity = known.HasVerifiedIdentity ? known.VerifiedIdentity : null,
            IstioVersion = known.IstioVersion is { } version ? new(version.Major, version.Minor, version.Patch) : IstioVersion.Newest,
            InterceptionMode = Received.Known<InterceptionMode>((int)known.InterceptionMode),
            Generator = known.Generator,
            PodPorts = ProtoMaps.Read(known.PodPorts),
            PodUdpPorts = ProtoMaps.Read(known.PodUdpPorts),
            RequestedNetworks = [.. known.RequestedNetworks],
            NodeName = known.NodeName,
            MayBindPrivilegedPorts = known.MayBindPrivilegedPorts,
            Extensions = known.Extensions?.Names.ToFrozenSet(StringComparer.Ordinal),
            ProxyConfig = metadata.TryGetValue(ProxyConfigKey, out var config) && config.ValueKind != JsonValueKind.Null ? ReadConfig(config) : null,
            Metadata = metadata,
            HasIpv4 = known.HasIpv4,
            HasIpv6 = known.HasIpv6,
        };
    }

    private static Proto.LabelSet ToProto(IReadOnlyDictionary<string, string> labels)
    {
        var proto = new Proto.LabelSet();
        ProtoMaps.Add(proto.Labels, labels);
        return proto;
    }

    private static ByteString ToJson(IReadOnlyDictionary<string, JsonElement> metadata)
    {
        if (metadata.Count == 0)
        {
            return ByteString.Empty;
        }

        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var (name, value) in metadata)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return UnsafeByteOperations.UnsafeWrap(output.WrittenMemory);
    }

    private static IReadOnlyDictionary<string, JsonElement> FromJson(ByteString json)
    {
        if (json.IsEmpty)
        {
            return FrozenDictionary<string, JsonElement>.Empty;
        }

        if (!Utf8.IsValid(json.Span))
        {
            throw new WireFormatException("A proxy's metadata is no UTF-8.");
        }

        try
        {
            var reader = new Utf8JsonReader(json.Span);
            var root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new WireFormatException($"A proxy's metadata is a JSON object, and came as {root.ValueKind}.");
            }

            var metadata = new Dictionary<string, JsonElement>(root.GetPropertyCount(), StringComparer.Ordinal);
            foreach (var property in root.EnumerateObject())
            {
                metadata[property.Name] = property.Value;
            }

            return metadata;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second where an escape in a name stands for no character.
            throw new WireFormatException($"A proxy's metadata is no JSON: {error.Message}");
        }
    }

    private static ProxyConfig ReadConfig(JsonElement config)
    {
        var parsed = MeshConfigurationParser.OverlayProxyConfig(new(), Encoding.UTF8.GetBytes(config.GetRawText()));
        return parsed.Value ?? throw new WireFormatException($"metadata {ProxyConfigKey}: {string.Join("; ", parsed.Errors)}");
    }
}
