using System.Collections.ObjectModel;

namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>What endpoints need of a pod, its node and its cluster. Compares by value.</summary>
internal sealed record PodFacts
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>With topology added.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>SPIFFE id.</summary>
    public required string ServiceAccount { get; init; }

    public required string Locality { get; init; }

    public required string Network { get; init; }

    public required string TlsMode { get; init; }

    public required string WorkloadName { get; init; }

    public required string Namespace { get; init; }

    public required string NodeName { get; init; }

    public string HostName { get; init; } = "";

    public string SubDomain { get; init; } = "";

    /// <summary>Whether ServiceEntries may select it, and slices without a reference find it by address: it runs and is ready.</summary>
    public bool IsServing { get; init; }

    /// <summary>Container ports (TCP) by name.</summary>
    public IReadOnlyDictionary<string, int> PortsByName { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    public string FirstAddress => Addresses.Count == 0 ? "" : Addresses[0];

    public bool Equals(PodFacts? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Name == other.Name
            && ServiceAccount == other.ServiceAccount
            && Locality == other.Locality
            && Network == other.Network
            && TlsMode == other.TlsMode
            && WorkloadName == other.WorkloadName
            && Namespace == other.Namespace
            && NodeName == other.NodeName
            && HostName == other.HostName
            && SubDomain == other.SubDomain
            && IsServing == other.IsServing
            && Addresses.SequenceEqual(other.Addresses)
            && LabelMatch.SameLabels(Labels, other.Labels)
            && SamePorts(PortsByName, other.PortsByName));

    public static bool SamePorts(IReadOnlyDictionary<string, int> left, IReadOnlyDictionary<string, int> right) =>
        ReferenceEquals(left, right)
        || (left.Count == right.Count && left.All(p => right.TryGetValue(p.Key, out var port) && port == p.Value));

    public override int GetHashCode() => HashCode.Combine(Namespace, Name, FirstAddress);
}
