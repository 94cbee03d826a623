namespace MeshActors.Grpc;

/// <summary>The request stream of a client call.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Tells the server that no more requests follow. The responses go on.</summary>
    ValueTask CompleteAsync();
}
