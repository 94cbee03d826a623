using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A header that is added when enabled.</summary>
public sealed record EnabledSwitch
{
    public bool? Enabled { get; init; }

    internal static EnabledSwitch Read(FieldReader fields) => new()
    {
        Enabled = fields.FlagOrNull("enabled"),
    };
}
