namespace MeshActors.Grpc;

/// <summary>A method of a service: its kind, its path <c>/service/name</c> and how its two messages become bytes.</summary>
public sealed class Method<TRequest, TResponse>(
    MethodType type,
    string serviceName,
    string name,
    Marshaller<TRequest> requestMarshaller,
    Marshaller<TResponse> responseMarshaller)
{
    public MethodType Type { get; } = type;

    /// <summary>The fully qualified protobuf service, without slashes: <c>grpc.health.v1.Health</c>.</summary>
    public string ServiceName { get; } = serviceName;

    public string Name { get; } = name;

    public string FullName { get; } = $"/{serviceName}/{name}";

    public Marshaller<TRequest> RequestMarshaller { get; } = requestMarshaller;

    public Marshaller<TResponse> ResponseMarshaller { get; } = responseMarshaller;

    public override string ToString() => FullName;
}
