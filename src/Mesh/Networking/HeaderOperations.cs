using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Changes to headers.</summary>
public sealed record HeaderOperations
{
    public IReadOnlyDictionary<string, string> Set { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Add { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Remove { get; init; } = [];

    internal static HeaderOperations Read(FieldReader fields) => new()
    {
        Set = fields.TextMap("set"),
        Add = fields.TextMap("add"),
        Remove = fields.Texts("remove"),
    };
}
