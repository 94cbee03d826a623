using Google.Protobuf.Reflection;
using MeshActors.Grpc.Server;

namespace MeshActors.Grpc;

public sealed class ServerServiceDefinitionBuilder
{
    private readonly string _serviceName;
    private readonly ServiceDescriptor? _descriptor;
    private readonly List<ServerMethod> _methods = [];

    internal ServerServiceDefinitionBuilder(string serviceName, ServiceDescriptor? descriptor)
    {
        _serviceName = serviceName;
        _descriptor = descriptor;
    }

    public ServerServiceDefinitionBuilder AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        UnaryServerMethod<TRequest, TResponse> handler) =>
        Add(method, MethodType.Unary, async (requests, responses, call) =>
        {
            var request = await requests.ReadSingleAsync().ConfigureAwait(false);
            await responses.WriteAsync(await handler(request, call).ConfigureAwait(false)).ConfigureAwait(false);
        });

    public ServerServiceDefinitionBuilder AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, MethodType.ClientStreaming, async (requests, responses, call) =>
            await responses.WriteAsync(await handler(requests, call).ConfigureAwait(false)).ConfigureAwait(false));

    public ServerServiceDefinitionBuilder AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, MethodType.ServerStreaming, async (requests, responses, call) =>
            await handler(await requests.ReadSingleAsync().ConfigureAwait(false), responses, call).ConfigureAwait(false));

    public ServerServiceDefinitionBuilder AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, MethodType.DuplexStreaming, (requests, responses, call) => handler(requests, responses, call));

    public ServerServiceDefinition Build() => new(_serviceName, _descriptor, [.. _methods]);

    private ServerServiceDefinitionBuilder Add<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        MethodType type,
        Func<RequestStreamReader<TRequest>, ResponseStreamWriter<TResponse>, ServerCallContext, Task> invoke)
    {
        if (method.Type != type)
        {
            throw new ArgumentException($"Method {method.FullName} is {method.Type}, but its handler is for {type}.", nameof(method));
        }

        if (method.ServiceName != _serviceName)
        {
            throw new ArgumentException($"Method {method.FullName} does not belong to service {_serviceName}.", nameof(method));
        }

        if (_methods.Exists(known => known.Name == method.Name))
        {
            throw new ArgumentException($"Method {method.FullName} has a handler already.", nameof(method));
        }

        _methods.Add(new ServerMethod<TRequest, TResponse>(method, invoke));
        return this;
    }
}
