using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The virtual hosts that a patch applies to.</summary>
public sealed record VirtualHostMatch
{
    public string Name { get; init; } = "";

    public string DomainName { get; init; } = "";

    public RouteMatch? Route { get; init; }

    internal static VirtualHostMatch Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        DomainName = fields.Text("domainName"),
        Route = fields.Message("route", RouteMatch.Read),
    };
}
