using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Which service entries a visibility applies to.</summary>
public sealed record VisibilityMatchRule
{
    public LabelSelector? NamespaceSelector { get; init; }

    internal static VisibilityMatchRule Read(FieldReader fields) => new()
    {
        NamespaceSelector = fields.Message("namespaceSelector", LabelSelector.Read),
    };
}
