using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The labels of log entries for Google Cloud.</summary>
public sealed record StackdriverLogging
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal static StackdriverLogging Read(FieldReader fields) => new()
    {
        Labels = fields.TextMap("labels"),
    };
}
