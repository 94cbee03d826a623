using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

public sealed record RuleTo
{
    public Operation? Operation { get; init; }

    internal static RuleTo Read(FieldReader fields) => new()
    {
        Operation = fields.Message("operation", Operation.Read),
    };
}
