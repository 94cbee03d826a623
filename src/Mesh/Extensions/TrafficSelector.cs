using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Extensions;

/// <summary>The traffic that an extension applies to.</summary>
public sealed record TrafficSelector
{
    public WorkloadMode Mode { get; init; }

    public IReadOnlyList<PortSelector> Ports { get; init; } = [];

    internal static TrafficSelector Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<WorkloadMode>("mode"),
        Ports = fields.Messages("ports", PortSelector.Read),
    };
}
