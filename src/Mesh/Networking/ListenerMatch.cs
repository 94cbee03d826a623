using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The listeners that a patch applies to; empty members match all.</summary>
public sealed record ListenerMatch
{
    public int PortNumber { get; init; }

    public string PortName { get; init; } = "";

    public FilterChainMatch? FilterChain { get; init; }

    public string ListenerFilter { get; init; } = "";

    public string Name { get; init; } = "";

    internal static ListenerMatch Read(FieldReader fields) => new()
    {
        PortNumber = fields.Int32("portNumber"),
        PortName = fields.Text("portName"),
        FilterChain = fields.Message("filterChain", FilterChainMatch.Read),
        ListenerFilter = fields.Text("listenerFilter"),
        Name = fields.Text("name"),
    };
}
