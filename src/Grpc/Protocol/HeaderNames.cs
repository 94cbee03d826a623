namespace MeshActors.Grpc.Protocol;

/// <summary>The headers and trailers that the protocol reserves.</summary>
internal static class HeaderNames
{
    public const string ContentType = "application/grpc";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";

    /// <summary>
    /// Whether a received header belongs to the call's metadata: the protocol's own and HTTP/2's do not, except for
    /// the error details, which gRPC libraries hand to the application as metadata.
    /// </summary>
    public static bool IsMetadata(string name)
    {
        if (name.StartsWith(':'))
        {
            return false;
        }

        if (name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase))
        {
            return name.Equals(StatusDetails, StringComparison.OrdinalIgnoreCase)
                || !(Is(name, Timeout) || Is(name, Encoding) || Is(name, AcceptEncoding) || Is(name, Status) || Is(name, Message));
        }

        return !(Is(name, "content-type") || Is(name, "te") || Is(name, "host") || Is(name, "content-length")
            || Is(name, "transfer-encoding") || Is(name, "connection"));
    }

    /// <summary>Whether an application may send this key: the transport writes the others itself.</summary>
    public static bool IsSendable(string lowerCaseKey) =>
        lowerCaseKey == StatusDetails || (IsMetadata(lowerCaseKey) && lowerCaseKey is not "date" and not "server");

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
