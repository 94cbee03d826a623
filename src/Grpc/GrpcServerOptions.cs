namespace MeshActors.Grpc;

/// <summary>What a server allows the calls of a service.</summary>
public sealed record GrpcServerOptions
{
    public static readonly GrpcServerOptions Default = new();

    /// <summary>In bytes, after decompression; null for no limit but 2^31 - 1. The default is gRPC's own.</summary>
    public int? MaxReceiveMessageSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>In bytes; null for no limit but 2^31 - 1.</summary>
    public int? MaxSendMessageSize { get; init; }

    /// <summary>Whether clients are told the message of an exception that a method did not expect. The log always is.</summary>
    public bool EnableDetailedErrors { get; init; }
}
