using MeshActors.Grpc.Protocol;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Grpc.Server;

/// <summary>Turns away, in HTTP's terms, what is not a gRPC request.</summary>
internal static class RequestCheck
{
    public static bool Accept(HttpContext http)
    {
        if (!IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            ResponseStatus.Write(
                http.Response,
                new Status(
                    StatusCode.Internal,
                    $"Content-Type '{http.Request.ContentType}' is not supported; gRPC uses '{HeaderNames.ContentType}'."),
                []);
            return false;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            // HTTP/1.1 has no trailers that clients could read; 426 with the protocol to use is HTTP's own answer.
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            http.Response.Headers.Upgrade = "HTTP/2";
            http.Response.Headers.Connection = "Upgrade";
            ResponseStatus.Write(
                http.Response,
                new Status(StatusCode.Internal, $"gRPC needs HTTP/2; the request came over {http.Request.Protocol}."),
                []);
            return false;
        }

        return true;
    }

    public static bool IsGrpc(string? contentType)
    {
        if (contentType is null || !contentType.StartsWith(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var suffix = contentType.AsSpan(HeaderNames.ContentType.Length).TrimStart();
        return suffix.Length == 0 || suffix[0] == ';'
            || (suffix.StartsWith("+proto", StringComparison.OrdinalIgnoreCase)
                && (suffix[6..].TrimStart() is var rest && (rest.Length == 0 || rest[0] == ';')));
    }
}
