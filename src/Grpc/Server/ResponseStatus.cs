using System.Globalization;
using MeshActors.Grpc.Framing;
using MeshActors.Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MeshActors.Grpc.Server;

/// <summary>Ends a response with its status: in trailers, or in the headers where nothing has been sent (Trailers-Only).</summary>
internal static class ResponseStatus
{
    public static void Write(HttpResponse response, Status status, Metadata trailers)
    {
        var destination = response.HasStarted
            ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : response.Headers;
        if (destination is null)
        {
            throw new InvalidOperationException($"The server of {response.HttpContext.Request.Protocol} sends no trailers.");
        }

        destination[HeaderNames.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            destination[HeaderNames.Message] = PercentEncoding.Encode(status.Detail);
        }

        if (status.StatusCode == StatusCode.Unimplemented && !response.HasStarted)
        {
            response.Headers[HeaderNames.AcceptEncoding] = MessageEncoding.Accepted;
        }

        foreach (var entry in trailers)
        {
            if (HeaderNames.IsSendable(entry.Key))
            {
                destination.Append(entry.Key, MetadataCodec.ValueOf(entry));
            }
        }
    }
}
