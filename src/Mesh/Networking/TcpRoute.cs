using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>One rule for TCP connections.</summary>
public sealed record TcpRoute
{
    public IReadOnlyList<L4MatchAttributes> Match { get; init; } = [];

    public IReadOnlyList<RouteDestination> Route { get; init; } = [];

    internal static TcpRoute Read(FieldReader fields) => new()
    {
        Match = fields.Messages("match", L4MatchAttributes.Read),
        Route = fields.Messages("route", RouteDestination.Read),
    };
}
