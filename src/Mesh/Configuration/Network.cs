using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The endpoints and gateways of one network.</summary>
public sealed record Network
{
    public IReadOnlyList<NetworkEndpoints> Endpoints { get; init; } = [];

    public IReadOnlyList<IstioNetworkGateway> Gateways { get; init; } = [];

    internal static Network Read(FieldReader fields) => new()
    {
        Endpoints = fields.Messages("endpoints", NetworkEndpoints.Read),
        Gateways = fields.Messages("gateways", IstioNetworkGateway.Read),
    };
}
