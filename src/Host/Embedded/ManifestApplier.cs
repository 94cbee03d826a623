using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Host.Options;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Discovery;
using MeshActors.Yaml;

namespace MeshActors.Host.Embedded;

/// <summary>Applies manifests as <c>kubectl apply --server-side</c> would.</summary>
internal sealed class ManifestApplier(IKubernetesClient client, TimeProvider clock)
{
    private const string FieldManager = "meshactors";
    private const int Attempts = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private readonly Dictionary<(string ApiVersion, string Kind), ResourceType> _types = [];

    /// <summary>Applies a file, or every manifest of a folder in order of names.</summary>
    /// <exception cref="OptionException">The path is neither, or a manifest cannot be applied.</exception>
    public async Task ApplyPathAsync(string path, CancellationToken cancellationToken)
    {
        var files = File.Exists(path) ? [path]
            : Directory.Exists(path) ? Directory.EnumerateFiles(path).Where(file => Extensions.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal).ToArray()
            : throw new OptionException($"There is no file or folder {path} to apply.");
        foreach (var file in files)
        {
            await ApplyAsync(file, await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Applies every document of a manifest.</summary>
    /// <exception cref="OptionException">A document is no object, its kind is not served, or the server refuses it.</exception>
    public async Task ApplyAsync(string name, string yaml, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var document in YamlDocuments.Read(yaml))
            {
                await ApplyAsync($"{name}:{document.Line}", document.Json, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidYamlException error)
        {
            throw new OptionException($"{name}: {error.Message}", error);
        }
    }

    private async Task ApplyAsync(string place, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        if (JsonNode.Parse(json.Span) is not JsonObject item
            || item["apiVersion"] is not JsonValue apiVersion
            || item["kind"] is not JsonValue kind
            || item["metadata"]?["name"] is not JsonValue name)
        {
            throw new OptionException($"{place}: an object with apiVersion, kind and metadata.name is due here.");
        }

        var type = await TypeOfAsync(place, apiVersion.ToString(), kind.ToString(), cancellationToken).ConfigureAwait(false);
        var ns = type.Namespaced ? item["metadata"]!["namespace"]?.ToString() ?? "default" : null;
        try
        {
            await client.PatchAsync(
                type,
                ns,
                name.ToString(),
                Patch.Apply(Encoding.UTF8.GetBytes(item.ToJsonString())),
                new WriteOptions { FieldManager = FieldManager, Force = true, FieldValidation = "Strict" },
                cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException error)
        {
            throw new OptionException($"{place}: {error.Message}", error);
        }
    }

    private async Task<ResourceType> TypeOfAsync(string place, string apiVersion, string kind, CancellationToken cancellationToken)
    {
        // A kind may come from a definition that was applied just before and is not served yet.
        for (var attempt = 0; !_types.ContainsKey((apiVersion, kind)) && attempt < Attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            }

            var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
            var (group, version) = slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
            foreach (var served in await new ApiDiscovery(client).GetResourcesAsync(apiVersion, cancellationToken).ConfigureAwait(false))
            {
                if (!served.Name.Contains('/', StringComparison.Ordinal))
                {
                    _types[(apiVersion, served.Kind)] = new(group, version, served.Name, served.Kind, served.Namespaced);
                }
            }
        }

        return _types.TryGetValue((apiVersion, kind), out var type)
            ? type
            : throw new OptionException($"{place}: the API server serves no {kind} of {apiVersion}.");
    }
}
