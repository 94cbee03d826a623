using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Turns one YAML document into JSON with the core schema's scalars.</summary>
internal static class YamlBody
{
    /// <exception cref="ApiException">The text is not one YAML document (400).</exception>
    public static JsonNode? ToJson(byte[] bytes)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(Encoding.UTF8.GetString(bytes)));
            return stream.Documents.Count == 1
                ? Convert(stream.Documents[0].RootNode)
                : throw ApiException.BadRequest($"the body must hold one YAML document, it holds {stream.Documents.Count}");
        }
        catch (YamlException fault)
        {
            throw ApiException.BadRequest($"error converting YAML to JSON: yaml: {fault.Message}");
        }
    }

    private static JsonNode? Convert(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var result = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    result[((YamlScalarNode)key).Value ?? ""] = Convert(value);
                }

                return result;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(Convert)]);
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw ApiException.BadRequest($"error converting YAML to JSON: unexpected {node.NodeType}");
        }
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
        {
            return text;
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) => real,
            _ => text,
        };
    }
}
