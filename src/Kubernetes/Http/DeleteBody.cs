using System.Buffers;
using System.Text.Json;

namespace MeshActors.Kubernetes;

/// <summary>Writes the <c>DeleteOptions</c> document of a deletion.</summary>
internal static class DeleteBody
{
    public static ReadOnlyMemory<byte> Write(DeleteOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("kind", "DeleteOptions");
        writer.WriteString("apiVersion", "v1");
        if (options.Uid is not null || options.ResourceVersion is not null)
        {
            writer.WriteStartObject("preconditions");
            WriteText(writer, "uid", options.Uid);
            WriteText(writer, "resourceVersion", options.ResourceVersion);
            writer.WriteEndObject();
        }

        WriteText(writer, "propagationPolicy", options.PropagationPolicy);
        if (options.GracePeriodSeconds is { } grace)
        {
            writer.WriteNumber("gracePeriodSeconds", grace);
        }

        if (options.DryRun)
        {
            writer.WriteStartArray("dryRun");
            writer.WriteStringValue("All");
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteText(Utf8JsonWriter writer, string property, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(property, value);
        }
    }
}
