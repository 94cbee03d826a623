using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>A claim to copy to a header.</summary>
public sealed record ClaimToHeader
{
    public string Header { get; init; } = "";

    public string Claim { get; init; } = "";

    internal static ClaimToHeader Read(FieldReader fields) => new()
    {
        Header = fields.Text("header"),
        Claim = fields.Text("claim"),
    };
}
