using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record DestinationRule : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.DestinationRule;

    public string Host { get; init; } = "";

    public TrafficPolicy? TrafficPolicy { get; init; }

    public IReadOnlyList<Subset> Subsets { get; init; } = [];

    public IReadOnlyList<string> ExportTo { get; init; } = [];

    public WorkloadSelector? WorkloadSelector { get; init; }

    internal static DestinationRule Read(FieldReader fields) => new()
    {
        Host = fields.Text("host"),
        TrafficPolicy = fields.Message("trafficPolicy", TrafficPolicy.Read),
        Subsets = fields.Messages("subsets", Subset.Read),
        ExportTo = fields.Texts("exportTo"),
        WorkloadSelector = fields.Message("workloadSelector", WorkloadSelector.ReadMatchLabels),
    };
}
