using System.Text;
using MeshActors.Mesh.Objects;
using MeshActors.Yaml;

namespace MeshActors.Mesh.Configuration;

/// <summary>Reads mesh configuration as ConfigMaps hold it: YAML, of which the first document counts.</summary>
internal static class MeshSourceText
{
    public static Parsed<T> Read<T>(string yaml, Func<ReadOnlyMemory<byte>, Parsed<T>> parse)
        where T : class
    {
        try
        {
            var documents = YamlDocuments.ToJson(yaml);
            return parse(documents.Count == 0 ? Encoding.UTF8.GetBytes("{}") : documents[0]);
        }
        catch (InvalidYamlException invalid)
        {
            return new(null, [new("", invalid.Message)]);
        }
    }

    /// <exception cref="InvalidDataException">There is no value.</exception>
    public static T OrThrow<T>(this Parsed<T> parsed)
        where T : class => parsed.Value ?? throw new InvalidDataException(string.Join("; ", parsed.Errors));
}
