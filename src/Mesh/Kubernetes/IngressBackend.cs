using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>A port of a service; a backend that is no service has no name.</summary>
public sealed record IngressBackend
{
    public string ServiceName { get; init; } = "";

    /// <summary>Zero where the port is given by name.</summary>
    public int PortNumber { get; init; }

    public string PortName { get; init; } = "";

    internal static IngressBackend Read(FieldReader fields)
    {
        var service = fields.Child("service");
        var port = service.Child("port");
        return new IngressBackend
        {
            ServiceName = service.Text("name"),
            PortNumber = port.Int32("number"),
            PortName = port.Text("name"),
        };
    }
}
