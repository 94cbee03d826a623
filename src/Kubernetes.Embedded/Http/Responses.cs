using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Writes answers as JSON.</summary>
internal static class Responses
{
    private const string Json = "application/json";

    public static Task WriteAsync(HttpContext context, int code, JsonNode body, string contentType = Json)
        => WriteAsync(context, code, JsonBytes.Encode(body), contentType);

    public static async Task WriteAsync(HttpContext context, int code, ReadOnlyMemory<byte> body, string contentType = Json)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    public static Task WriteErrorAsync(HttpContext context, ApiException fault)
    {
        if (fault.Code == 401)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return WriteAsync(context, fault.Code, fault.ToStatus());
    }

    public static void AddWarnings(HttpContext context, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings.Distinct())
        {
            var text = string.Concat(warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Select(c => c is < ' ' or > '~' ? ' ' : c));
            context.Response.Headers.Append("Warning", $"299 - \"{text}\"");
        }
    }

    /// <summary>The Status of a request that did what it was asked.</summary>
    public static JsonObject Success(JsonObject details) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["details"] = details,
    };
}
