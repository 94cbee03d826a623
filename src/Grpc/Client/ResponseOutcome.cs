using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MeshActors.Grpc.Framing;
using MeshActors.Grpc.Protocol;

namespace MeshActors.Grpc.Client;

/// <summary>Reads status and metadata off an HTTP response.</summary>
internal static class ResponseOutcome
{
    /// <summary>The outcome of a response that ends with its headers or is not gRPC's; null where messages may follow.</summary>
    public static CallOutcome? FromHeaders(HttpResponseMessage response)
    {
        var headers = response.Headers;
        if (headers.Contains(HeaderNames.Status))
        {
            return new CallOutcome(StatusOf(headers), HeadersOf(response));
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            var code = TransportFailure.FromHttpStatus((int)response.StatusCode);
            var status = new Status(code, $"The server answered with HTTP status {(int)response.StatusCode} and no grpc-status.");
            return new CallOutcome(status, HeadersOf(response));
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        return type is not null && type.StartsWith(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)
            ? null
            : new CallOutcome(
                new Status(StatusCode.Unknown, $"The server answered with content type '{type}', which is not gRPC's."),
                HeadersOf(response));
    }

    public static CallOutcome FromTrailers(HttpResponseMessage response)
    {
        var trailers = response.TrailingHeaders;
        return trailers.Contains(HeaderNames.Status)
            ? new CallOutcome(StatusOf(trailers), ToMetadata(trailers))
            : new CallOutcome(new Status(StatusCode.Internal, "The response ended without a grpc-status."), ToMetadata(trailers));
    }

    public static MessageEncoding EncodingOf(HttpResponseMessage response)
    {
        var name = First(response.Headers, HeaderNames.Encoding);
        return MessageEncoding.Find(name)
            ?? throw new RpcException(
                new Status(StatusCode.Internal, $"The server sends grpc-encoding '{name}', which was not offered to it."));
    }

    public static Metadata HeadersOf(HttpResponseMessage response) => ToMetadata(response.Headers);

    private static Status StatusOf(HttpHeaders headers)
    {
        var text = First(headers, HeaderNames.Status);
        var detail = PercentEncoding.Decode(First(headers, HeaderNames.Message) ?? string.Empty);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code <= (int)StatusCode.Unauthenticated
            ? new Status((StatusCode)code, detail)
            : new Status(StatusCode.Unknown, $"The server sent the unknown grpc-status '{text}'. {detail}");
    }

    private static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static Metadata ToMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                MetadataCodec.AddReceived(metadata, name, value);
            }
        }

        return metadata;
    }
}
