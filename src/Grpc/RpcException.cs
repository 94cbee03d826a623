namespace MeshActors.Grpc;

/// <summary>
/// A call that did not end with <see cref="StatusCode.OK"/>. A server handler throws it to choose the status and
/// trailers that its client sees; a client call throws it with those that it received.
/// </summary>
public sealed class RpcException : Exception
{
    public RpcException(Status status)
        : this(status, [])
    {
    }

    public RpcException(Status status, Metadata trailers)
        : base($"{status}", status.DebugException)
    {
        Status = status;
        Trailers = trailers;
    }

    public Status Status { get; }

    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>Trailing metadata, <c>grpc-status-details-bin</c> included where the server sent error details.</summary>
    public Metadata Trailers { get; }
}
