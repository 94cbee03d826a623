using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The <c>server</c> header.</summary>
public sealed record ServerHeader
{
    public bool? Disabled { get; init; }

    public string Value { get; init; } = "";

    internal static ServerHeader Read(FieldReader fields) => new()
    {
        Disabled = fields.FlagOrNull("disabled"),
        Value = fields.Text("value"),
    };
}
