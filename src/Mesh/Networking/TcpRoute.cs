using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

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
