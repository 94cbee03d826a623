using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>How far service entries without their own export are seen.</summary>
public sealed record ServiceEntryVisibility
{
    public Visibility DefaultVisibility { get; init; }

    public bool ApplyToSidecars { get; init; }

    public IReadOnlyList<VisibilityPolicy> Policies { get; init; } = [];

    internal static ServiceEntryVisibility Read(FieldReader fields) => new()
    {
        DefaultVisibility = fields.Enum<Visibility>("defaultVisibility"),
        ApplyToSidecars = fields.Flag("applyToSidecars"),
        Policies = fields.Messages("policies", VisibilityPolicy.Read),
    };
}
