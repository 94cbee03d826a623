namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>The resources of one API group.</summary>
internal sealed record ServedGroup(string Name, IReadOnlyList<ResourceDefinition> Resources)
{
    /// <summary>The served versions, the preferred first: stable before beta before alpha, higher before lower.</summary>
    public IReadOnlyList<string> Versions { get; } =
        [.. Resources.SelectMany(r => r.Versions).Where(v => v.Served).Select(v => v.Name).Distinct().OrderByDescending(ApiVersionOrder.Rank)];

    public string Prefix(string version) => Name.Length == 0 ? $"api/{version}" : $"apis/{Name}/{version}";

    public string ApiVersion(string version) => Name.Length == 0 ? version : $"{Name}/{version}";
}
