using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A load balancer at the edge: its ports, hosts and certificates.</summary>
public sealed record Gateway : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Gateway;

    public IReadOnlyList<Server> Servers { get; init; } = [];

    /// <summary>The labels of the gateway's pods.</summary>
    public IReadOnlyDictionary<string, string> Selector { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal static Gateway Read(FieldReader fields) => new()
    {
        Servers = fields.Messages("servers", Server.Read),
        Selector = fields.TextMap("selector"),
    };
}
