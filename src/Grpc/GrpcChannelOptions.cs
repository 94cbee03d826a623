using System.Net.Security;

namespace MeshActors.Grpc;

/// <summary>How a channel connects, and what it allows its calls.</summary>
public sealed record GrpcChannelOptions
{
    public static readonly GrpcChannelOptions Default = new();

    /// <summary>In bytes, after decompression; null for no limit but 2^31 - 1. The default is gRPC's own.</summary>
    public int? MaxReceiveMessageSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>In bytes; null for no limit but 2^31 - 1.</summary>
    public int? MaxSendMessageSize { get; init; }

    /// <summary>For TCP and TLS together. A call that waits for a connection longer than this is UNAVAILABLE.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection with open calls may be silent before it is pinged; infinite for never.</summary>
    public TimeSpan KeepAliveTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long a ping may go unanswered before the connection is given up.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Validation of the server's certificate and certificates of our own, for <c>https</c> addresses.
    /// The protocol list is set by the channel.
    /// </summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>Opens the transport in place of TCP to the address: a Unix socket, an address found otherwise.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>A first name for the <c>user-agent</c>, before the library's.</summary>
    public string? UserAgent { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
