using Google.Protobuf.WellKnownTypes;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Services and their names.</summary>
internal static class ServiceForms
{
    // Of the years 1 to 9999, in seconds since 1970.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;
    private const int NanosASecond = 1_000_000_000;

    public static Proto.ServiceKey ToProto(ServiceKey key) => new() { Namespace = key.Namespace, Hostname = key.Hostname };

    public static ServiceKey FromProto(Proto.ServiceKey? key)
    {
        var known = Received.Required(key, "A service's name");
        return new(known.Namespace, known.Hostname);
    }

    public static Proto.Service ToProto(Service service)
    {
        var proto = new Proto.Service
        {
            Hostname = service.Hostname,
            Namespace = service.Namespace,
            Name = service.Name,
            Registry = (Proto.ServiceRegistry)service.Registry,
            Resolution = (Proto.Resolution)service.Resolution,
            MeshExternal = service.MeshExternal,
            DefaultAddress = service.DefaultAddress,
            CreationTime = service.CreationTime is { } time ? Timestamp.FromDateTimeOffset(time) : null,
            Visibility = (Proto.ServiceVisibility)service.Visibility,
            NodeLocal = service.NodeLocal,
            PublishNotReadyAddresses = service.PublishNotReadyAddresses,
            TrafficDistribution = (Proto.TrafficDistribution)service.TrafficDistribution,
            RaceFirstTcpConnect = service.RaceFirstTcpConnect,
            Source = new() { Kind = service.Source.Kind, Namespace = service.Source.Namespace, Name = service.Source.Name },
        };
        proto.Ports.AddRange(service.Ports.Select(ToProto));
        ProtoMaps.Add(proto.ClusterVips, service.ClusterVips, ToProto);
        proto.DeclaredServiceAccounts.AddRange(service.DeclaredServiceAccounts);
        ProtoMaps.Add(proto.Labels, service.Labels);
        ProtoMaps.Add(proto.Selector, service.Selector);
        proto.ExportTo.AddRange(service.ExportTo);
        ProtoMaps.Add(proto.PassthroughPorts, service.PassthroughPorts);
        proto.Aliases.AddRange(service.Aliases.Select(ToProto));
        ProtoMaps.Add(proto.ExternalAddresses, service.ExternalAddresses, ToProto);
        ProtoMaps.Add(proto.NodePorts, service.NodePorts, ToProto);
        ProtoMaps.Add(proto.ByCluster, service.ByCluster, ToProto);
        SetOptional(proto, service);
        return proto;
    }

    /// <exception cref="WireFormatException">It says what this build does not know, or what cannot be.</exception>
    public static Service FromProto(Proto.Service service)
    {
        var source = Received.Required(service.Source, $"The source of {service.Hostname}");
        return new()
        {
            Hostname = service.Hostname,
            Namespace = service.Namespace,
            Name = service.Name,
            Registry = Received.Known<ServiceRegistry>((int)service.Registry),
            Resolution = Received.Known<Resolution>((int)service.Resolution),
            Ports = [.. service.Ports.Select(FromProto)],
            MeshExternal = service.MeshExternal,
            DefaultAddress = service.DefaultAddress,
            ClusterVips = ProtoMaps.Read(service.ClusterVips, FromProto),
            AutoAllocatedIpv4 = service.HasAutoAllocatedIpv4 ? service.AutoAllocatedIpv4 : null,
            AutoAllocatedIpv6 = service.HasAutoAllocatedIpv6 ? service.AutoAllocatedIpv6 : null,
            DeclaredServiceAccounts = [.. service.DeclaredServiceAccounts],
            CreationTime = service.CreationTime is { } time ? FromProto(time) : null,
            Labels = ProtoMaps.Read(service.Labels),
            Selector = ProtoMaps.Read(service.Selector),
            ExportTo = [.. service.ExportTo],
            Visibility = Received.Known<ServiceVisibility>((int)service.Visibility),
            KubernetesType = service.HasKubernetesType ? service.KubernetesType : null,
            ExternalName = service.HasExternalName ? service.ExternalName : null,
            NodeLocal = service.NodeLocal,
            PublishNotReadyAddresses = service.PublishNotReadyAddresses,
            TrafficDistribution = Received.Known<TrafficDistribution>((int)service.TrafficDistribution),
            RaceFirstTcpConnect = service.RaceFirstTcpConnect,
            PassthroughPorts = ProtoMaps.Read(service.PassthroughPorts),
            Aliases = [.. service.Aliases.Select(FromProto)],
            ExternalAddresses = ProtoMaps.Read(service.ExternalAddresses, FromProto),
            NodePorts = ProtoMaps.Read(service.NodePorts, FromProto),
            ByCluster = ProtoMaps.Read(service.ByCluster, FromProto),
            Source = new(source.Kind, source.Namespace, source.Name),
        };
    }

    private static void SetOptional(Proto.Service proto, Service service)
    {
        if (service.AutoAllocatedIpv4 is { } ipv4)
        {
            proto.AutoAllocatedIpv4 = ipv4;
        }

        if (service.AutoAllocatedIpv6 is { } ipv6)
        {
            proto.AutoAllocatedIpv6 = ipv6;
        }

        if (service.KubernetesType is { } type)
        {
            proto.KubernetesType = type;
        }

        if (service.ExternalName is { } name)
        {
            proto.ExternalName = name;
        }
    }

    private static Proto.Port ToProto(MeshPort port)
    {
        var proto = new Proto.Port { Name = port.Name, Number = port.Number, Protocol = (Proto.Protocol)port.Protocol, TargetPort = port.TargetPort };
        if (port.TargetPortName is { } name)
        {
            proto.TargetPortName = name;
        }

        return proto;
    }

    private static MeshPort FromProto(Proto.Port port) => new(port.Name, port.Number, Received.Known<Protocol>((int)port.Protocol))
    {
        TargetPort = port.TargetPort,
        TargetPortName = port.HasTargetPortName ? port.TargetPortName : null,
    };

    private static Proto.Texts ToProto(IReadOnlyList<string> values) => new() { Values = { values } };

    private static IReadOnlyList<string> FromProto(Proto.Texts texts) => [.. texts.Values];

    private static Proto.PortNumbers ToProto(IReadOnlyDictionary<int, int> numbers)
    {
        var proto = new Proto.PortNumbers();
        ProtoMaps.Add(proto.Numbers, numbers);
        return proto;
    }

    private static IReadOnlyDictionary<int, int> FromProto(Proto.PortNumbers ports) => ProtoMaps.Read(ports.Numbers);

    private static DateTimeOffset FromProto(Timestamp time) =>
        time is { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and < NanosASecond }
            ? time.ToDateTimeOffset()
            : throw new WireFormatException($"{time.Seconds} s and {time.Nanos} ns is no time.");
}
