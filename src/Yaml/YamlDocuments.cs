using System.Text;
using System.Text.Json;
using MeshActors.Yaml.Reading;
using MeshActors.Yaml.Writing;

namespace MeshActors.Yaml;

/// <summary>
/// YAML as Kubernetes' tools read it: YAML 1.1 scalars (<c>yes</c>, <c>on</c> and <c>y</c> are booleans, <c>017</c> is
/// octal), anchors and merge keys; dates stay text. Stricter in one thing: a key given twice is an error.
/// </summary>
public static class YamlDocuments
{
    /// <summary>Every document that is not empty. Fails with <see cref="InvalidYamlException"/>.</summary>
    public static IReadOnlyList<YamlDocument> Read(string yaml) => DocumentReader.Read(yaml);

    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ToJson(string yaml) => [.. Read(yaml).Select(document => document.Json)];

    /// <inheritdoc cref="Read"/>
    /// <param name="utf8">the file's bytes, with or without a byte order mark</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ToJson(ReadOnlySpan<byte> utf8) => ToJson(Encoding.UTF8.GetString(utf8));

    /// <summary>
    /// The value in block style, two blanks a level, ending in a line break. Members keep their order. Reading it gives the
    /// same value again.
    /// </summary>
    public static string JsonToYaml(JsonElement json)
    {
        var writer = new BlockWriter();
        writer.WriteDocument(json);
        return writer.ToString();
    }

    /// <inheritdoc cref="JsonToYaml(JsonElement)"/>
    /// <param name="utf8Json">one JSON value</param>
    public static string JsonToYaml(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = DocumentReader.MaxDepth });
        return JsonToYaml(document.RootElement);
    }
}
