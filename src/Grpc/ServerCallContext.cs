namespace MeshActors.Grpc;

/// <summary>What a server method knows of its call, and what it may say beside its messages.</summary>
public abstract class ServerCallContext
{
    /// <summary>The method's path, <c>/service/name</c>.</summary>
    public abstract string Method { get; }

    /// <summary>The <c>:authority</c> that the client asked for.</summary>
    public abstract string Host { get; }

    /// <summary><c>http</c> or <c>https</c>, from the connection.</summary>
    public abstract string Scheme { get; }

    /// <summary>The client's address as gRPC writes it: <c>ipv4:10.0.0.7:41234</c>, <c>ipv6:[::1]:41234</c>, <c>unix:</c>.</summary>
    public abstract string Peer { get; }

    /// <summary>When the client stops waiting; <see cref="DateTimeOffset.MaxValue"/> where it set no deadline.</summary>
    public abstract DateTimeOffset Deadline { get; }

    public abstract Metadata RequestHeaders { get; }

    /// <summary>Fires when the client resets the call or its connection ends, and at the deadline.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Sent after the last message, whatever the status. Keys that the protocol reserves are left out.</summary>
    public abstract Metadata ResponseTrailers { get; }

    /// <summary>The status of a method that returns. One that throws <see cref="RpcException"/> overrides it.</summary>
    public abstract Status Status { get; set; }

    /// <summary>Sends the response headers now; otherwise they go out, empty, with the first message.</summary>
    /// <exception cref="InvalidOperationException">They have been sent already.</exception>
    public abstract Task WriteResponseHeadersAsync(Metadata responseHeaders);
}
