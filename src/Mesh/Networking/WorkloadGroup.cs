using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>What workload entries that register themselves have in common.</summary>
public sealed record WorkloadGroup : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.WorkloadGroup;

    public WorkloadGroupMeta? Metadata { get; init; }

    public WorkloadEntry? Template { get; init; }

    public ReadinessProbe? Probe { get; init; }

    internal static WorkloadGroup Read(FieldReader fields) => new()
    {
        Metadata = fields.Message("metadata", WorkloadGroupMeta.Read),
        Template = fields.Message("template", WorkloadEntry.Read),
        Probe = fields.Message("probe", ReadinessProbe.Read),
    };
}
