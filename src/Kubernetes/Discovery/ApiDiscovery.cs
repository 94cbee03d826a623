using System.Text.Json;

namespace MeshActors.Kubernetes.Discovery;

/// <summary>Asks a server what it serves.</summary>
public sealed class ApiDiscovery(IKubernetesClient client)
{
    private static readonly ApiGroup Core = new("", [new ApiGroupVersion("v1", "v1")], new ApiGroupVersion("v1", "v1"));

    /// <summary>The core group first, the named ones as the server lists them.</summary>
    public async Task<IReadOnlyList<ApiGroup>> GetGroupsAsync(CancellationToken cancellationToken)
    {
        var list = JsonSerializer.Deserialize(await client.GetRawAsync("/apis", cancellationToken), KubernetesJson.Default.ApiGroupList);
        return [Core, .. list?.Groups ?? []];
    }

    /// <summary>Types and subresources of one group version; empty where the server does not serve it.</summary>
    public async Task<IReadOnlyList<ApiResource>> GetResourcesAsync(string groupVersion, CancellationToken cancellationToken)
    {
        var path = groupVersion.Contains('/') ? $"/apis/{groupVersion}" : $"/api/{groupVersion}";
        try
        {
            var bytes = await client.GetRawAsync(path, cancellationToken);
            return JsonSerializer.Deserialize(bytes, KubernetesJson.Default.ApiResourceList)?.Resources ?? [];
        }
        catch (KubernetesException error) when (error.IsNotFound)
        {
            return [];
        }
    }

    /// <summary>Every type in the preferred version of its group. A group whose backend is away (503) is left out.</summary>
    public async Task<IReadOnlyList<DiscoveredResource>> GetTypesAsync(CancellationToken cancellationToken)
    {
        var types = new List<DiscoveredResource>();
        foreach (var group in await GetGroupsAsync(cancellationToken))
        {
            var version = group.PreferredVersion ?? group.Versions?.FirstOrDefault();
            if (version is null)
            {
                continue;
            }

            foreach (var resource in await GetServedAsync(version.GroupVersion, cancellationToken))
            {
                if (!resource.Name.Contains('/'))
                {
                    types.Add(new DiscoveredResource(
                        new ResourceType(group.Name, version.Version, resource.Name, resource.Kind, resource.Namespaced),
                        resource.SingularName is { Length: > 0 } singular ? singular : resource.Kind.ToLowerInvariant(),
                        [.. resource.ShortNames ?? []],
                        [.. resource.Verbs ?? []]));
                }
            }
        }

        return types;
    }

    private async Task<IReadOnlyList<ApiResource>> GetServedAsync(string groupVersion, CancellationToken cancellationToken)
    {
        try
        {
            return await GetResourcesAsync(groupVersion, cancellationToken);
        }
        catch (KubernetesException error) when (error.Status.Code == 503)
        {
            return [];
        }
    }
}
