using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A part of the endpoints of a service.</summary>
public sealed record EndpointSlice : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.EndpointSlice;

    /// <summary><c>IPv4</c>, <c>IPv6</c> or <c>FQDN</c>.</summary>
    public string AddressType { get; init; } = "";

    public IReadOnlyList<SliceEndpoint> Endpoints { get; init; } = [];

    public IReadOnlyList<SlicePort> Ports { get; init; } = [];

    internal static EndpointSlice Read(FieldReader fields) => new()
    {
        AddressType = fields.Text("addressType"),
        Endpoints = fields.Messages("endpoints", SliceEndpoint.Read),
        Ports = fields.Messages("ports", SlicePort.Read),
    };
}
