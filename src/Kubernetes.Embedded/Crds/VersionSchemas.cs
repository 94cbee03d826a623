using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Crds;

/// <summary>Reads the schemas of one definition's versions. Equal ones, which are the rule, are read once and shared.</summary>
internal sealed class VersionSchemas
{
    private readonly List<(JsonObject Source, SchemaNode Schema)> _read = [];

    /// <exception cref="InvalidDataException">The schema cannot be understood; the message says which part.</exception>
    public SchemaNode Read(JsonObject source)
    {
        foreach (var (known, schema) in _read)
        {
            if (JsonNode.DeepEquals(known, source))
            {
                return schema;
            }
        }

        var made = JsonSchemaReader.Read(source);
        _read.Add((source, made));
        return made;
    }
}
