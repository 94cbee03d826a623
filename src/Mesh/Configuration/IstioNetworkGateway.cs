using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A way into a network: a service or an address.</summary>
public sealed record IstioNetworkGateway
{
    public string? RegistryServiceName { get; init; }

    public string? Address { get; init; }

    public int Port { get; init; }

    public string Locality { get; init; } = "";

    internal static IstioNetworkGateway Read(FieldReader fields) => new()
    {
        RegistryServiceName = fields.TextOrNull("registryServiceName"),
        Address = fields.TextOrNull("address"),
        Port = fields.Int32("port"),
        Locality = fields.Text("locality"),
    };
}
