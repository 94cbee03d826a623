using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record MeshNetworks
{
    public IReadOnlyDictionary<string, Network> Networks { get; init; } = ReadOnlyDictionary<string, Network>.Empty;

    internal static MeshNetworks Read(FieldReader fields) => new()
    {
        Networks = fields.MessageMap("networks", Network.Read),
    };
}
