using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>How far services are seen in a mesh of several clusters.</summary>
public sealed record ServiceScopeConfigs
{
    public LabelSelector? NamespaceSelector { get; init; }

    public LabelSelector? ServicesSelector { get; init; }

    public ServiceScope Scope { get; init; }

    internal static ServiceScopeConfigs Read(FieldReader fields) => new()
    {
        NamespaceSelector = fields.Message("namespaceSelector", LabelSelector.Read),
        ServicesSelector = fields.Message("servicesSelector", LabelSelector.Read),
        Scope = fields.Enum<ServiceScope>("scope"),
    };
}
