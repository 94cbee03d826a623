using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record ExecHealthCheckConfig
{
    public IReadOnlyList<string> Command { get; init; } = [];

    internal static ExecHealthCheckConfig Read(FieldReader fields) => new()
    {
        Command = fields.Texts("command"),
    };
}
