namespace MeshActors.Mesh.Registry;

/// <summary>One port of a <see cref="Service"/>.</summary>
/// <param name="Name">The port's name; may be empty where the service has one port.</param>
/// <param name="Number">The port on which clients reach the service.</param>
/// <param name="Protocol">What is spoken, as declared by name or <c>appProtocol</c>.</param>
public sealed record MeshPort(string Name, int Number, Protocol Protocol)
{
    /// <summary>
    /// The workload's port where it is a number (Kubernetes' targetPort, ServiceEntry's targetPort); 0: see
    /// <see cref="TargetPortName"/>, or same as <see cref="Number"/>.
    /// </summary>
    public int TargetPort { get; init; }

    /// <summary>The workload's port where it is the name of a container port; null otherwise.</summary>
    public string? TargetPortName { get; init; }
}
