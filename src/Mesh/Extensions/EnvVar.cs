using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Extensions;

/// <summary>An environment variable of a module.</summary>
public sealed record EnvVar
{
    public string Name { get; init; } = "";

    public EnvValueSource ValueFrom { get; init; }

    public string Value { get; init; } = "";

    internal static EnvVar Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        ValueFrom = fields.Enum<EnvValueSource>("valueFrom"),
        Value = fields.Text("value"),
    };
}
