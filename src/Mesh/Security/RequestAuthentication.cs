using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Which end-user tokens workloads accept.</summary>
public sealed record RequestAuthentication : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.RequestAuthentication;

    public WorkloadSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public IReadOnlyList<JwtRule> JwtRules { get; init; } = [];

    internal static RequestAuthentication Read(FieldReader fields) => new()
    {
        Selector = fields.Message("selector", WorkloadSelector.ReadMatchLabels),
        TargetRef = fields.Message("targetRef", PolicyTargetReference.Read),
        TargetRefs = fields.Messages("targetRefs", PolicyTargetReference.Read),
        JwtRules = fields.Messages("jwtRules", JwtRule.Read),
    };
}
