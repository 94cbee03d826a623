using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>One patch and where it applies.</summary>
public sealed record EnvoyConfigObjectPatch
{
    public ApplyTo ApplyTo { get; init; }

    public EnvoyConfigObjectMatch? Match { get; init; }

    public Patch? Patch { get; init; }

    internal static EnvoyConfigObjectPatch Read(FieldReader fields) => new()
    {
        ApplyTo = fields.Enum<ApplyTo>("applyTo"),
        Match = fields.Message("match", EnvoyConfigObjectMatch.Read),
        Patch = fields.Message("patch", Patch.Read),
    };
}
