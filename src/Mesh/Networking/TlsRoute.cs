using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>One rule for TLS connections that are passed through.</summary>
public sealed record TlsRoute
{
    public IReadOnlyList<TlsMatchAttributes> Match { get; init; } = [];

    public IReadOnlyList<RouteDestination> Route { get; init; } = [];

    internal static TlsRoute Read(FieldReader fields) => new()
    {
        Match = fields.Messages("match", TlsMatchAttributes.Read),
        Route = fields.Messages("route", RouteDestination.Read),
    };
}
