using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Which requests to workloads are allowed, denied, audited or decided elsewhere.</summary>
public sealed record AuthorizationPolicy : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.AuthorizationPolicy;

    public WorkloadSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    /// <summary>Alternatives; none matches no request.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    public AuthorizationAction Action { get; init; }

    public AuthorizationExtensionProvider? Provider { get; init; }

    internal static AuthorizationPolicy Read(FieldReader fields) => new()
    {
        Selector = fields.Message("selector", WorkloadSelector.ReadMatchLabels),
        TargetRef = fields.Message("targetRef", PolicyTargetReference.Read),
        TargetRefs = fields.Messages("targetRefs", PolicyTargetReference.Read),
        Rules = fields.Messages("rules", Rule.Read),
        Action = fields.Enum<AuthorizationAction>("action"),
        Provider = fields.Message("provider", AuthorizationExtensionProvider.Read),
    };
}
