using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>An address that was allocated for one host of a ServiceEntry.</summary>
public sealed record ServiceEntryAddress
{
    public string Host { get; init; } = "";

    public string Value { get; init; } = "";

    internal static ServiceEntryAddress Read(FieldReader fields) => new()
    {
        Host = fields.Text("host"),
        Value = fields.Text("value"),
    };
}
