using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>One address of a load balancer.</summary>
public sealed record LoadBalancerAddress
{
    public string Ip { get; init; } = "";

    public string Hostname { get; init; } = "";

    internal static LoadBalancerAddress Read(FieldReader fields) => new()
    {
        Ip = fields.Text("ip"),
        Hostname = fields.Text("hostname"),
    };
}
