using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A header for a backend, its value fixed or from the environment.</summary>
public sealed record ProviderHttpHeader
{
    public string Name { get; init; } = "";

    public string? Value { get; init; }

    public string? EnvName { get; init; }

    internal static ProviderHttpHeader Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Value = fields.TextOrNull("value"),
        EnvName = fields.TextOrNull("envName"),
    };
}
