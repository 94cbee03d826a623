namespace MeshActors.Actors.Discovery.Streams;

/// <summary>Ends a stream with a status.</summary>
internal sealed record EndStream(RpcStatus Status);

/// <summary>The client or the server has ended the stream: the actor stops as soon as nothing is being written.</summary>
internal sealed record StreamEnded
{
    public static readonly StreamEnded Instance = new();
}

/// <summary>The response under way has been written.</summary>
internal sealed record ResponseWritten
{
    public static readonly ResponseWritten Instance = new();
}

/// <summary>Asks for a <see cref="Connections.ConnectionStatus"/>.</summary>
internal sealed record GetConnectionStatus
{
    public static readonly GetConnectionStatus Instance = new();
}
