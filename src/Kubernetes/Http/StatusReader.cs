using System.Text;
using System.Text.Json;

namespace MeshActors.Kubernetes;

/// <summary>Makes a status of any failed answer, also one from a proxy that knows nothing of Kubernetes.</summary>
internal static class StatusReader
{
    private const int MaxQuotedBytes = 512;

    public static KubernetesStatus Read(ReadOnlySpan<byte> body, int httpStatus)
    {
        try
        {
            var status = JsonSerializer.Deserialize(body, KubernetesJson.Default.KubernetesStatus);
            if (status is { Kind: "Status", Code: > 0 } or { Kind: "Status", Reason: not null })
            {
                return status.Code > 0 ? status : status with { Code = httpStatus };
            }
        }
        catch (JsonException)
        {
            // Not JSON: the text itself is the best message there is.
        }

        return new KubernetesStatus
        {
            Status = "Failure",
            Code = httpStatus,
            Reason = ReasonOf(httpStatus),
            Message = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxQuotedBytes)]).Trim(),
        };
    }

    private static string ReasonOf(int httpStatus) => httpStatus switch
    {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        409 => "Conflict",
        410 => "Gone",
        422 => "Invalid",
        429 => "TooManyRequests",
        503 => "ServiceUnavailable",
        504 => "Timeout",
        >= 500 => "InternalError",
        _ => KubernetesStatus.InvalidResponse,
    };
}
