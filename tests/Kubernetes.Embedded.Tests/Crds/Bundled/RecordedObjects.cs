using System.Text.Json.Nodes;
using MeshActors.Testing;
using MeshActors.Yaml;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;

/// <summary>The objects of Istio's kinds in the conformance data.</summary>
internal static class RecordedObjects
{
    /// <summary>The objects of all files of an area; files that are no YAML are part of some areas on purpose and left out.</summary>
    public static IEnumerable<(string Place, JsonObject Item)> Of(string area)
        => from file in Directory.EnumerateFiles(SharedData.Find($"conformance/{area}")!, "*.yaml", SearchOption.AllDirectories)
           from document in Read(file)
           let item = JsonNode.Parse(document.Json.Span) as JsonObject
           where item is not null && CrdSet.Bundled.Knows(item)
           select ($"{file}:{document.Line}", item);

    private static IReadOnlyList<YamlDocument> Read(string file)
    {
        try
        {
            return YamlDocuments.Read(File.ReadAllText(file));
        }
        catch (InvalidYamlException)
        {
            return [];
        }
    }
}
