using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Validation.Meshes;

namespace MeshActors.Mesh.Configuration;

/// <summary>
/// Takes the texts of mesh configuration (under <c>mesh</c>) and networks (under <c>meshNetworks</c>) out of ConfigMaps. One
/// that cannot be read, or that istiod would refuse, changes nothing: what the ConfigMap said last holds, or, where it never
/// said anything, Istio's defaults.
/// </summary>
/// <param name="held">The texts in force until now.</param>
public sealed class MeshConfigMapReader(MeshSources held)
{
    private const string MeshKey = "mesh";
    private const string NetworksKey = "meshNetworks";

    private readonly List<MeshConfigMapError> _errors = [];

    /// <summary>What could not be read so far.</summary>
    public IReadOnlyList<MeshConfigMapError> Errors => _errors;

    /// <param name="shared">The ConfigMap that several revisions share; null where there is none. Its networks go before others.</param>
    /// <param name="own">The revision's own ConfigMap; null where there is none.</param>
    public MeshSources Read(Config<ConfigMap>? shared, Config<ConfigMap>? own) => new(
        Text(shared, MeshKey, held.SharedMesh, MeshConfigurationParser.ParseMeshConfig, MeshConfigRules.Check),
        Text(own, MeshKey, held.Mesh, MeshConfigurationParser.ParseMeshConfig, MeshConfigRules.Check),
        Text(Holds(shared, NetworksKey) ? shared : own, NetworksKey, held.Networks, MeshConfigurationParser.ParseMeshNetworks, MeshNetworksRules.Check));

    private static bool Holds(Config<ConfigMap>? map, string key) =>
        map is not null && map.Spec.Data.TryGetValue(key, out var text) && !string.IsNullOrWhiteSpace(text);

    private string? Text<T>(
        Config<ConfigMap>? map, string key, string? last, Func<ReadOnlyMemory<byte>, Parsed<T>> parse, Func<T, IReadOnlyList<FieldError>> check)
        where T : class
    {
        if (!Holds(map, key))
        {
            return null;
        }

        var text = map!.Spec.Data[key];
        if (text == last)
        {
            return last;
        }

        var parsed = MeshSourceText.Read(text, parse);
        var errors = parsed.Value is { } value ? check(value) : parsed.Errors;
        _errors.AddRange(errors.Select(error => new MeshConfigMapError(
            map.Meta.Name, error with { Path = error.Path.Length == 0 ? $"data[{key}]" : $"data[{key}].{error.Path}" }, last is not null)));
        return errors.Count == 0 ? text : last;
    }
}
