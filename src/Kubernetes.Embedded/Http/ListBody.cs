using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Writes a list from the stored bytes of its items, without parsing them again.</summary>
internal static class ListBody
{
    private const int FlushAbove = 256 * 1024;

    public static async Task WriteAsync(HttpContext context, ResourceView view, JsonObject metadata, IReadOnlyList<StoredObject> items)
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json";
        var pipe = context.Response.BodyWriter;
        using var writer = new Utf8JsonWriter(pipe, JsonBytes.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("kind", view.Definition.ListKind);
        writer.WriteString("apiVersion", view.ApiVersion);
        writer.WritePropertyName("metadata");
        metadata.WriteTo(writer);
        writer.WriteStartArray("items");
        foreach (var item in items)
        {
            writer.WriteRawValue(view.Encode(item).Span, skipInputValidation: true);
            if (writer.BytesPending > FlushAbove)
            {
                writer.Flush();
                await pipe.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        await pipe.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
