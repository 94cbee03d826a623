using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record VisibilityMatchRule
{
    public LabelSelector? NamespaceSelector { get; init; }

    internal static VisibilityMatchRule Read(FieldReader fields) => new()
    {
        NamespaceSelector = fields.Message("namespaceSelector", LabelSelector.Read),
    };
}
