using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A probe by a command.</summary>
public sealed record ExecHealthCheckConfig
{
    public IReadOnlyList<string> Command { get; init; } = [];

    internal static ExecHealthCheckConfig Read(FieldReader fields) => new()
    {
        Command = fields.Texts("command"),
    };
}
