using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Extensions;

/// <summary>The environment of a WebAssembly module.</summary>
public sealed record VmConfig
{
    public IReadOnlyList<EnvVar> Env { get; init; } = [];

    internal static VmConfig Read(FieldReader fields) => new()
    {
        Env = fields.Messages("env", EnvVar.Read),
    };
}
