using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A named part of a host's workloads, chosen by labels.</summary>
public sealed record Subset
{
    public string Name { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public TrafficPolicy? TrafficPolicy { get; init; }

    internal static Subset Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Labels = fields.TextMap("labels"),
        TrafficPolicy = fields.Message("trafficPolicy", TrafficPolicy.Read),
    };
}
