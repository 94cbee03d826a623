using System.Buffers;
using System.Text.Json;
using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Reporting;

/// <summary>The counts as JSON: one object <c>total</c>, and one a case by its name.</summary>
public static class JsonReport
{
    public static byte[] Of(IReadOnlyList<CaseResult> results)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            Write(writer, "total", results);
            foreach (var result in results)
            {
                Write(writer, result.Name, [result]);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<CaseResult> results)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("cases", results.Count);
        writer.WriteNumber("casesEqual", results.Count(result => result.IsEqual));
        writer.WriteNumber("resources", results.Sum(result => result.Total.Resources));
        writer.WriteNumber("resourcesEqual", results.Sum(result => result.Total.Equal));
        writer.WriteEndObject();
    }
}
