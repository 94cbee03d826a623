using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record ServiceSettingsValues
{
    public bool ClusterLocal { get; init; }

    internal static ServiceSettingsValues Read(FieldReader fields) => new()
    {
        ClusterLocal = fields.Flag("clusterLocal"),
    };
}
