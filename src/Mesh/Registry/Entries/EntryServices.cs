using System.Collections.ObjectModel;
using System.Net.Sockets;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Entries.Allocation;

namespace MeshActors.Mesh.Registry.Entries;

/// <summary>Makes the services of a ServiceEntry: one for each host and address.</summary>
internal static class EntryServices
{
    private const string RaceFirstTcpConnect = "RACE_FIRST_TCP_CONNECT";

    public static IReadOnlyList<Service> Convert(
        Config<ServiceEntry> entry,
        IReadOnlyDictionary<string, string> namespaceAnnotations,
        ServiceVisibility visibility,
        MeshFeatures features)
    {
        var (meta, spec) = (entry.Meta, entry.Spec);
        var resolution = ResolutionOf(spec);
        var common = new Service
        {
            Hostname = "",
            Name = "",
            Namespace = meta.Namespace,
            Registry = ServiceRegistry.External,
            Resolution = resolution,
            Ports = [.. spec.Ports.Select(p => new MeshPort(p.Name, p.Number, Protocols.Parse(p.Protocol)) { TargetPort = p.TargetPort })],
            MeshExternal = spec.Location == ServiceEntryLocation.MeshExternal,
            DeclaredServiceAccounts = spec.SubjectAltNames,
            CreationTime = meta.CreationTimestamp,
            Labels = features.CanonicalExternalServices && spec.Location == ServiceEntryLocation.MeshExternal ? CanonicalLabels(meta) : meta.Labels,
            Selector = spec.WorkloadSelector?.Labels ?? new Dictionary<string, string>(),
            ExportTo = spec.ExportTo.Contains(".") ? [.. spec.ExportTo.Select(e => e == "." ? meta.Namespace : e)] : spec.ExportTo,
            Visibility = visibility,
            TrafficDistribution = TrafficDistributions.Of("", meta.Annotations, namespaceAnnotations),
            RaceFirstTcpConnect = RaceFirstTcpConnect.Equals(
                meta.Annotations.GetValueOrDefault(WellKnownLabels.ConnectStrategyAnnotation), StringComparison.OrdinalIgnoreCase),
            PassthroughPorts = resolution == Resolution.Passthrough ? PortOverrides(spec.Ports) : ReadOnlyDictionary<int, int>.Empty,
            Source = new(ResourceKinds.ServiceEntry.Kind, meta.Namespace, meta.Name),
        };
        return [.. spec.Hosts.Distinct(StringComparer.Ordinal).SelectMany(host => OfHost(host, entry, common, features.WritesAddresses))];
    }

    /// <summary>With the two labels of the canonical service, by the rules for workloads where they are not both given.</summary>
    private static IReadOnlyDictionary<string, string> CanonicalLabels(ObjectMeta meta)
    {
        if (meta.Labels.ContainsKey(WellKnownLabels.CanonicalName) && meta.Labels.ContainsKey(WellKnownLabels.CanonicalRevision))
        {
            return meta.Labels;
        }

        var traits = WorkloadTraits.Of(meta.Labels);
        return new Dictionary<string, string>(meta.Labels, StringComparer.Ordinal)
        {
            [WellKnownLabels.CanonicalName] = traits.Service ?? meta.Name,
            [WellKnownLabels.CanonicalRevision] = traits.Revision ?? "latest",
        };
    }

    private static IEnumerable<Service> OfHost(string host, Config<ServiceEntry> entry, Service common, bool readsStatus)
    {
        if (entry.Spec.Addresses.Count > 0)
        {
            foreach (var address in entry.Spec.Addresses.Select(AddressOrRange).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                yield return common with { Hostname = host, Name = host, DefaultAddress = address };
            }

            yield break;
        }

        var allocated = readsStatus && AllocationRules.AppliesTo(entry) ? entry.Spec.AllocatedAddresses.Where(a => a.Host == host) : [];
        string? v4 = null;
        string? v6 = null;
        foreach (var text in allocated.Select(a => a.Value))
        {
            if (IpText.TryParse(text, out var address))
            {
                (v4, v6) = address.AddressFamily == AddressFamily.InterNetwork ? (address.ToString(), v6) : (v4, address.ToString());
            }
        }

        yield return common with { Hostname = host, Name = host, AutoAllocatedIpv4 = v4, AutoAllocatedIpv6 = v6 };
    }

    /// <summary>The address; a range that holds one address only as that address; null for what is neither.</summary>
    private static string? AddressOrRange(string text)
    {
        if (IpText.IsAddress(text))
        {
            return text;
        }

        return !IpText.TryParsePrefix(text, out var address, out var bits) ? null : bits == IpText.Bits(address) ? address.ToString() : text;
    }

    private static IReadOnlyDictionary<int, int> PortOverrides(IReadOnlyList<ServicePort> ports)
    {
        var overrides = new Dictionary<int, int>();
        foreach (var port in ports.Where(port => port.TargetPort > 0))
        {
            overrides[port.Number] = port.TargetPort;
        }

        return overrides.Count == 0 ? ReadOnlyDictionary<int, int>.Empty : overrides;
    }

    private static Resolution ResolutionOf(ServiceEntry spec) => spec.Resolution switch
    {
        ServiceEntryResolution.Static => Resolution.ClientSideLb,
        ServiceEntryResolution.Dns => Resolution.DnsLb,
        ServiceEntryResolution.DnsRoundRobin => Resolution.DnsRoundRobinLb,
        ServiceEntryResolution.DynamicDns => Resolution.DynamicDns,
        _ => Resolution.Passthrough,
    };
}
