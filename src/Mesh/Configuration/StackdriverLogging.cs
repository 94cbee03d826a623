using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record StackdriverLogging
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal static StackdriverLogging Read(FieldReader fields) => new()
    {
        Labels = fields.TextMap("labels"),
    };
}
