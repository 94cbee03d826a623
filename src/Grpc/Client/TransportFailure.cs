namespace MeshActors.Grpc.Client;

/// <summary>The status for calls that end without one, by the tables of gRPC's HTTP/2 and HTTP mapping documents.</summary>
internal static class TransportFailure
{
    public static Status ToStatus(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RpcException known:
                    return known.Status;
                case HttpProtocolException reset:
                    return new Status(FromHttp2Error(reset.ErrorCode), $"The server reset the stream: {reset.Message}", exception);
            }
        }

        return exception switch
        {
            HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException =>
                new Status(StatusCode.Unavailable, $"The connection failed: {Innermost(exception).Message}", exception),
            _ => new Status(StatusCode.Internal, $"The call failed: {exception.Message}", exception),
        };
    }

    public static StatusCode FromHttpStatus(int status) => status switch
    {
        400 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    private static StatusCode FromHttp2Error(long code) => code switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
