using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The networks of the mesh, by name.</summary>
public sealed record MeshNetworks
{
    public IReadOnlyDictionary<string, Network> Networks { get; init; } = ReadOnlyDictionary<string, Network>.Empty;

    internal static MeshNetworks Read(FieldReader fields) => new()
    {
        Networks = fields.MessageMap("networks", Network.Read),
    };
}
