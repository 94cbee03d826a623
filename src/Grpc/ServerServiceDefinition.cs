using Google.Protobuf.Reflection;
using MeshActors.Grpc.Server;

namespace MeshActors.Grpc;

/// <summary>A service ready to be mapped: its methods with the code that answers them.</summary>
public sealed class ServerServiceDefinition
{
    internal ServerServiceDefinition(string serviceName, ServiceDescriptor? descriptor, IReadOnlyList<ServerMethod> methods)
    {
        ServiceName = serviceName;
        Descriptor = descriptor;
        Methods = methods;
    }

    /// <summary>The fully qualified protobuf service.</summary>
    public string ServiceName { get; }

    /// <summary>What the reflection service tells of it, where it is known.</summary>
    public ServiceDescriptor? Descriptor { get; }

    internal IReadOnlyList<ServerMethod> Methods { get; }

    /// <param name="serviceName">The fully qualified protobuf service: <c>grpc.health.v1.Health</c>.</param>
    public static ServerServiceDefinitionBuilder CreateBuilder(string serviceName) => new(serviceName, null);

    /// <summary>A service whose descriptor protoc generated.</summary>
    public static ServerServiceDefinitionBuilder CreateBuilder(ServiceDescriptor descriptor) => new(descriptor.FullName, descriptor);
}
