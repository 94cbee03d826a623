namespace MeshActors.Grpc;

/// <summary>What a client asks for one call.</summary>
/// <param name="Headers">Metadata to send.</param>
/// <param name="Deadline">When to give up; the server is told the time that is left.</param>
/// <param name="CancellationToken">Ends the call with <see cref="StatusCode.Cancelled"/>.</param>
public readonly record struct CallOptions(
    Metadata? Headers = null,
    DateTimeOffset? Deadline = null,
    CancellationToken CancellationToken = default);
