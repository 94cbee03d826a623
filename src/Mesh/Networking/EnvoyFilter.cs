using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.Networking;

/// <summary>Patches to generated Envoy configuration.</summary>
public sealed record EnvoyFilter : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.EnvoyFilter;

    public WorkloadSelector? WorkloadSelector { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public IReadOnlyList<EnvoyConfigObjectPatch> ConfigPatches { get; init; } = [];

    /// <summary>Lower ones apply first.</summary>
    public int Priority { get; init; }

    internal static EnvoyFilter Read(FieldReader fields) => new()
    {
        WorkloadSelector = fields.Message("workloadSelector", WorkloadSelector.Read),
        TargetRefs = fields.Messages("targetRefs", PolicyTargetReference.Read),
        ConfigPatches = fields.Messages("configPatches", EnvoyConfigObjectPatch.Read),
        Priority = fields.Int32("priority"),
    };
}
