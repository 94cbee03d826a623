using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Labels and annotations of the entries of a workload group.</summary>
public sealed record WorkloadGroupMeta
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal static WorkloadGroupMeta Read(FieldReader fields) => new()
    {
        Labels = fields.TextMap("labels"),
        Annotations = fields.TextMap("annotations"),
    };
}
