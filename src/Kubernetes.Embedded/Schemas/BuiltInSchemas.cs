using System.Collections.Frozen;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>The schemas of the kinds that every API server serves, read once from the schema files of this assembly.</summary>
internal static class BuiltInSchemas
{
    private static readonly FrozenDictionary<string, SchemaNode> Types = Load();

    /// <summary>The schema of a type by its name in the files, such as <c>core.Pod</c>.</summary>
    public static SchemaNode Get(string typeName) => Types[typeName];

    private static FrozenDictionary<string, SchemaNode> Load()
    {
        var assembly = typeof(BuiltInSchemas).Assembly;
        var text = new SchemaText();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".schema", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"No resource {name}.");
            using var reader = new StreamReader(stream);
            text.Read(reader);
        }

        return text.TypeNames.ToFrozenDictionary(n => n, text.Type);
    }
}
