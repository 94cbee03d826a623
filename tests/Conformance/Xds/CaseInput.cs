using MeshActors.Conformance.Cases;
using MeshActors.Yaml;

namespace MeshActors.Conformance.Xds;

/// <summary>What a case's mesh is made of, as JSON: the objects of each cluster as they are, and the mesh's own configuration.</summary>
/// <param name="Clusters">the objects by cluster id, in the order of the file; nothing is added to them</param>
/// <param name="MeshConfig">what is laid over the default mesh configuration, or null</param>
/// <param name="MeshNetworks">the networks, or null</param>
public sealed record CaseInput(
    IReadOnlyDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> Clusters,
    ReadOnlyMemory<byte>? MeshConfig,
    ReadOnlyMemory<byte>? MeshNetworks)
{
    public static CaseInput Load(XdsCase xdsCase)
    {
        var clusters = new Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>
        {
            [xdsCase.Cluster] = Documents(xdsCase.File, "input.yaml"),
        };
        foreach (var remote in xdsCase.RemoteClusters)
        {
            clusters[remote] = Documents(xdsCase.File, $"cluster-{remote}.yaml");
        }

        return new CaseInput(clusters, Single(xdsCase.File, "mesh.yaml"), Single(xdsCase.File, "networks.yaml"));
    }

    private static ReadOnlyMemory<byte>? Single(CaseFile file, string name) =>
        file.Find(name) is not null && Documents(file, name) is [var document, ..]
            ? document
            : (ReadOnlyMemory<byte>?)null;

    private static IReadOnlyList<ReadOnlyMemory<byte>> Documents(CaseFile file, string name)
    {
        var path = file.Find(name) ?? throw new FileNotFoundException($"case {file.Name} has no {name}");
        try
        {
            return YamlDocuments.ToJson(File.ReadAllBytes(path));
        }
        catch (InvalidYamlException e)
        {
            throw new InvalidDataException($"{file.Name}/{name}, {e.Message}", e);
        }
    }
}
