using System.Globalization;
using MeshActors.Grpc;
using MeshActors.Http2.Headers;

namespace MeshActors.Http2;

/// <summary>What the server says of the call: headers first, trailers at its end.</summary>
internal sealed class GrpcResponse
{
    private const string Ok = "200";

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>Headers, or trailers.</summary>
    /// <exception cref="RpcException">They are no gRPC server's.</exception>
    public void Take(List<HeaderField> fields)
    {
        foreach (var field in fields)
        {
            _fields[field.Name] = field.Value;
        }

        if (_fields.GetValueOrDefault(":status") is var status && status != Ok)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, $"the server has answered with HTTP status {status ?? "none"}"));
        }
    }

    /// <summary>The stream has ended.</summary>
    /// <exception cref="RpcException">With another status than OK, or with none.</exception>
    public void End()
    {
        if (!_fields.TryGetValue("grpc-status", out var text) || !int.TryParse(text, CultureInfo.InvariantCulture, out var status))
        {
            throw new RpcException(new Status(StatusCode.Internal, "the server has ended the stream without a status"));
        }

        if (status != (int)StatusCode.OK)
        {
            throw new RpcException(new Status((StatusCode)status, Uri.UnescapeDataString(_fields.GetValueOrDefault("grpc-message", ""))));
        }
    }
}
