using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record LocalityDistribute
{
    public string From { get; init; } = "";

    public IReadOnlyDictionary<string, uint> To { get; init; } = ReadOnlyDictionary<string, uint>.Empty;

    internal static LocalityDistribute Read(FieldReader fields) => new()
    {
        From = fields.Text("from"),
        To = fields.UInt32Map("to"),
    };
}
