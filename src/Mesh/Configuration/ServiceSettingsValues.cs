using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The settings of a service.</summary>
public sealed record ServiceSettingsValues
{
    public bool ClusterLocal { get; init; }

    internal static ServiceSettingsValues Read(FieldReader fields) => new()
    {
        ClusterLocal = fields.Flag("clusterLocal"),
    };
}
