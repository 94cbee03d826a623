namespace MeshActors.Grpc;

/// <summary>How long a server keeps connections, and how it finds out that one is dead.</summary>
public sealed record GrpcConnectionOptions
{
    /// <summary>
    /// Age at which a connection gets a GOAWAY, so that its client connects anew, perhaps elsewhere. Each connection
    /// varies it by up to a tenth either way, so that those opened together do not all end together.
    /// </summary>
    public TimeSpan MaxConnectionAge { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long after the GOAWAY calls may go on before the connection is cut.</summary>
    public TimeSpan MaxConnectionAgeGrace { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long a connection may be silent before it is pinged; infinite for never. At least a second.</summary>
    public TimeSpan KeepAliveTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a ping may go unanswered before the connection is cut. At least a second.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Calls at a time on one connection.</summary>
    public int MaxConcurrentStreams { get; init; } = 1000;
}
