using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>How clients reach the workloads of one host: subsets and traffic policies.</summary>
public sealed record DestinationRule : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.DestinationRule;

    /// <summary>The host, a short name or with a leading wildcard.</summary>
    public string Host { get; init; } = "";

    public TrafficPolicy? TrafficPolicy { get; init; }

    public IReadOnlyList<Subset> Subsets { get; init; } = [];

    /// <summary>The namespaces that see the rule; empty for the mesh's default.</summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];

    /// <summary>The clients that the rule applies to; null for all of them.</summary>
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
