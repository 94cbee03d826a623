namespace MeshActors.Grpc;

public delegate Task<TResponse> UnaryServerMethod<in TRequest, TResponse>(TRequest request, ServerCallContext context);

public delegate Task<TResponse> ClientStreamingServerMethod<in TRequest, TResponse>(
    IAsyncStreamReader<TRequest> requests,
    ServerCallContext context);

public delegate Task ServerStreamingServerMethod<in TRequest, out TResponse>(
    TRequest request,
    IServerStreamWriter<TResponse> responses,
    ServerCallContext context);

public delegate Task DuplexStreamingServerMethod<in TRequest, out TResponse>(
    IAsyncStreamReader<TRequest> requests,
    IServerStreamWriter<TResponse> responses,
    ServerCallContext context);
