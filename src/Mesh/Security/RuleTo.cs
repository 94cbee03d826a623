using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Conditions on what a request asks for.</summary>
public sealed record RuleTo
{
    public Operation? Operation { get; init; }

    internal static RuleTo Read(FieldReader fields) => new()
    {
        Operation = fields.Message("operation", Operation.Read),
    };
}
