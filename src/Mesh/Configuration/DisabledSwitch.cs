using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A header that is added unless disabled.</summary>
public sealed record DisabledSwitch
{
    public bool? Disabled { get; init; }

    internal static DisabledSwitch Read(FieldReader fields) => new()
    {
        Disabled = fields.FlagOrNull("disabled"),
    };
}
