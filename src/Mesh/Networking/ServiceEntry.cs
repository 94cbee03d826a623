using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A service that the platform's own registry does not know.</summary>
public sealed record ServiceEntry : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.ServiceEntry;

    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Virtual addresses, as CIDR blocks or single ones.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    public ServiceEntryLocation Location { get; init; }

    public ServiceEntryResolution Resolution { get; init; }

    public IReadOnlyList<WorkloadEntry> Endpoints { get; init; } = [];

    /// <summary>The pods and workload entries behind the service, instead of <see cref="Endpoints"/>.</summary>
    public WorkloadSelector? WorkloadSelector { get; init; }

    public IReadOnlyList<string> ExportTo { get; init; } = [];

    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>Addresses that were allocated for hosts of an entry that names none, from its status.</summary>
    public IReadOnlyList<ServiceEntryAddress> AllocatedAddresses { get; init; } = [];

    /// <summary>Reads a whole object: its spec, and of its status the addresses.</summary>
    internal static ServiceEntry ReadObject(FieldReader root) => Read(root.Child("spec")) with
    {
        AllocatedAddresses = root.Child("status").Messages("addresses", ServiceEntryAddress.Read),
    };

    internal static ServiceEntry Read(FieldReader fields) => new()
    {
        Hosts = fields.Texts("hosts"),
        Addresses = fields.Texts("addresses"),
        Ports = fields.Messages("ports", ServicePort.Read),
        Location = fields.Enum<ServiceEntryLocation>("location"),
        Resolution = fields.Enum<ServiceEntryResolution>("resolution"),
        Endpoints = fields.Messages("endpoints", WorkloadEntry.Read),
        WorkloadSelector = fields.Message("workloadSelector", WorkloadSelector.Read),
        ExportTo = fields.Texts("exportTo"),
        SubjectAltNames = fields.Texts("subjectAltNames"),
    };
}
