namespace MeshActors.Grpc;

/// <summary>The response stream of a server method.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
