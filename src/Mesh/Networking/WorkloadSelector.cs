using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Workloads by labels; no labels select all.</summary>
public sealed record WorkloadSelector
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal static WorkloadSelector Read(FieldReader fields) => new() { Labels = fields.TextMap("labels") };

    internal static WorkloadSelector ReadMatchLabels(FieldReader fields) => new() { Labels = fields.TextMap("matchLabels") };
}
