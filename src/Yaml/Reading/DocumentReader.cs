using System.Buffers;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshActors.Yaml.Reading;

/// <summary>Reads a file's documents one after another.</summary>
internal static class DocumentReader
{
    /// <summary>Deeper nesting is refused: it costs a stack frame a level, here and in every reader of the JSON.</summary>
    public const int MaxDepth = 250;

    public static IReadOnlyList<YamlDocument> Read(string yaml)
    {
        var scanner = new Scanner(new StringReader(yaml.TrimStart('\uFEFF')));
        try
        {
            return ReadAll(new Parser(scanner));
        }
        catch (YamlException e)
        {
            throw new InvalidYamlException((int)e.End.Line, (int)e.End.Column, e.Message);
        }
        catch (InvalidOperationException)
        {
            // The scanner says so, without a place, of a plain scalar that runs on into a "key: value" inside brackets.
            var at = scanner.CurrentPosition;
            throw new InvalidYamlException((int)at.Line, (int)at.Column, "did not find expected ',' or the closing bracket");
        }
    }

    private static List<YamlDocument> ReadAll(Parser parser)
    {
        var documents = new List<YamlDocument>();
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart)
            {
                continue;
            }

            parser.MoveNext();
            var node = new NodeReader(parser).Read(depth: 0);
            if (node is not ScalarNode { Plain: true, Text: "" or "~" or "null" })
            {
                documents.Add(new YamlDocument((int)node.At.Line, ToJson(node)));
            }
        }

        return documents;
    }

    private static ReadOnlyMemory<byte> ToJson(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaxDepth + 1 }))
        {
            new JsonEmitter(writer).Write(node);
        }

        return buffer.WrittenMemory;
    }
}
