using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>One namespace's objects of one kind.</summary>
/// <param name="sorted">In order of precedence.</param>
internal sealed class NamespaceConfigs<TSpec>(Config<TSpec>[] sorted)
    where TSpec : class, IResourceSpec
{
    public static readonly NamespaceConfigs<TSpec> None = new([]);

    private readonly Lazy<Dictionary<string, Config<TSpec>>> _byName = new(() =>
    {
        var byName = new Dictionary<string, Config<TSpec>>(sorted.Length, StringComparer.Ordinal);
        foreach (var config in sorted)
        {
            byName.TryAdd(config.Meta.Name, config);
        }

        return byName;
    });

    public Config<TSpec>[] Sorted => sorted;

    public Config<TSpec>? Find(string name) => _byName.Value.GetValueOrDefault(name);
}
