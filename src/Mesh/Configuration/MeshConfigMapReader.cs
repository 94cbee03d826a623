using System.Text;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Yaml;

namespace MeshActors.Mesh.Configuration;

/// <summary>Reads the <c>istio</c> ConfigMap: mesh configuration under <c>mesh</c>, networks under <c>meshNetworks</c>, both YAML.</summary>
public static class MeshConfigMapReader
{
    /// <param name="map">The ConfigMap; null where there is none, which gives Istio's defaults.</param>
    /// <returns>What could be read, with the defaults for the rest, and the errors with the key that they stand under.</returns>
    public static (MeshConfig Mesh, MeshNetworks Networks, IReadOnlyList<FieldError> Errors) Read(Config<ConfigMap>? map)
    {
        var errors = new List<FieldError>();
        var mesh = Part("mesh", MeshConfigurationParser.ParseMeshConfig) ?? MeshConfigDefaults.Mesh;
        var networks = Part("meshNetworks", MeshConfigurationParser.ParseMeshNetworks) ?? new();
        return (mesh, networks, errors);

        T? Part<T>(string key, Func<ReadOnlyMemory<byte>, Parsed<T>> parse)
            where T : class
        {
            if (map is null || !map.Spec.Data.TryGetValue(key, out var yaml) || string.IsNullOrWhiteSpace(yaml))
            {
                return null;
            }

            try
            {
                var documents = YamlDocuments.ToJson(yaml);
                var parsed = parse(documents.Count == 0 ? Encoding.UTF8.GetBytes("{}") : documents[0]);
                errors.AddRange(parsed.Errors.Select(error => error with { Path = $"data[{key}].{error.Path}" }));
                return parsed.Errors.Count == 0 ? parsed.Value : null;
            }
            catch (InvalidYamlException invalid)
            {
                errors.Add(new($"data[{key}]", invalid.Message));
                return null;
            }
        }
    }
}
