using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record DisabledSwitch
{
    public bool? Disabled { get; init; }

    internal static DisabledSwitch Read(FieldReader fields) => new()
    {
        Disabled = fields.FlagOrNull("disabled"),
    };
}
