using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.Telemetry;

/// <summary>How proxies report traces, metrics and access logs.</summary>
public sealed record Telemetry : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Telemetry;

    public WorkloadSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public IReadOnlyList<Tracing> Tracing { get; init; } = [];

    public IReadOnlyList<Metrics> Metrics { get; init; } = [];

    public IReadOnlyList<AccessLogging> AccessLogging { get; init; } = [];

    internal static Telemetry Read(FieldReader fields) => new()
    {
        Selector = fields.Message("selector", WorkloadSelector.ReadMatchLabels),
        TargetRef = fields.Message("targetRef", PolicyTargetReference.Read),
        TargetRefs = fields.Messages("targetRefs", PolicyTargetReference.Read),
        Tracing = fields.Messages("tracing", Mesh.Telemetry.Tracing.Read),
        Metrics = fields.Messages("metrics", Mesh.Telemetry.Metrics.Read),
        AccessLogging = fields.Messages("accessLogging", Mesh.Telemetry.AccessLogging.Read),
    };
}
