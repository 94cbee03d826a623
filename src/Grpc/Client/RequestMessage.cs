using System.Net;
using MeshActors.Grpc.Framing;
using MeshActors.Grpc.Protocol;

namespace MeshActors.Grpc.Client;

internal static class RequestMessage
{
    public static HttpRequestMessage Create(
        HttpCallInvoker invoker, string method, string? host, Metadata? headers, TimeSpan? timeout, RequestContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(invoker.Address, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("user-agent", invoker.UserAgent);
        request.Headers.TryAddWithoutValidation(HeaderNames.AcceptEncoding, MessageEncoding.Accepted);
        if (timeout is { } rest)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.Timeout, GrpcTimeout.Format(rest));
        }

        foreach (var entry in headers ?? [])
        {
            if (!HeaderNames.IsSendable(entry.Key))
            {
                throw new ArgumentException($"'{entry.Key}' is reserved and cannot be sent as metadata.", nameof(headers));
            }

            request.Headers.TryAddWithoutValidation(entry.Key, MetadataCodec.ValueOf(entry));
        }

        return request;
    }
}
