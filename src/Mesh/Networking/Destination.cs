using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Where a request goes.</summary>
public sealed record Destination
{
    /// <summary>A host of the registry; a short name is of the rule's own namespace.</summary>
    public string Host { get; init; } = "";

    public string Subset { get; init; } = "";

    /// <summary>Null where the host has a single port.</summary>
    public PortSelector? Port { get; init; }

    internal static Destination Read(FieldReader fields) => new()
    {
        Host = fields.Text("host"),
        Subset = fields.Text("subset"),
        Port = fields.Message("port", PortSelector.Read),
    };
}
