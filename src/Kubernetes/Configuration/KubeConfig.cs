using System.Collections.Immutable;
using System.Text.Json;
using MeshActors.Kubernetes.Authentication;
using MeshActors.Yaml;

namespace MeshActors.Kubernetes.Configuration;

/// <summary>
/// One or several kubeconfig files as one: of entries with the same name, and of current contexts, the first wins.
/// </summary>
public sealed class KubeConfig
{
    private readonly Dictionary<string, (ClusterSection Section, string Folder)> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (UserSection Section, string Folder)> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContextSection> _contexts = new(StringComparer.Ordinal);

    private KubeConfig()
    {
    }

    /// <summary>Null where no file names one.</summary>
    public string? CurrentContext { get; private set; }

    public IReadOnlyCollection<string> Contexts => _contexts.Keys;

    /// <summary>The files of the <c>KUBECONFIG</c> variable, or <c>~/.kube/config</c>.</summary>
    /// <param name="environment">Looks up a variable.</param>
    public static ImmutableArray<string> DefaultPaths(Func<string, string?> environment) =>
        environment("KUBECONFIG") is { Length: > 0 } list
            ? [.. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];

    /// <summary>Reads and merges files. Of several, those that do not exist are passed over, as kubectl does.</summary>
    /// <exception cref="KubeConfigException">A file is malformed, or none exists.</exception>
    public static KubeConfig Load(IReadOnlyList<string> paths)
    {
        var merged = new KubeConfig();
        var found = false;
        foreach (var path in paths)
        {
            string text;
            try
            {
                text = File.ReadAllText(path);
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                continue;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new KubeConfigException($"The kubeconfig {path} cannot be read: {error.Message}", error);
            }

            found = true;
            merged.Add(text, path, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "");
        }

        return found ? merged : throw new KubeConfigException($"There is no kubeconfig at {string.Join(" or ", paths)}.");
    }

    /// <summary>Reads one kubeconfig from text, for instance from a remote cluster's Secret.</summary>
    /// <param name="origin">Names the text in errors.</param>
    /// <param name="folder">What relative paths within it are relative to.</param>
    public static KubeConfig Parse(string text, string origin, string folder = "")
    {
        var config = new KubeConfig();
        config.Add(text, origin, folder);
        return config;
    }

    /// <summary>The connection of a context; null takes the current one.</summary>
    /// <exception cref="KubeConfigException">Context, cluster or user is missing or cannot be used.</exception>
    public ClusterConnection Connect(TimeProvider time, string? context = null)
    {
        var name = context ?? CurrentContext
            ?? throw new KubeConfigException("The kubeconfig has no current-context, and none was asked for.");
        if (!_contexts.TryGetValue(name, out var section))
        {
            throw new KubeConfigException($"The kubeconfig has no context \"{name}\"; it has {string.Join(", ", _contexts.Keys)}.");
        }

        if (section.Cluster is null || !_clusters.TryGetValue(section.Cluster, out var cluster))
        {
            throw new KubeConfigException($"Context \"{name}\" names cluster \"{section.Cluster}\", which the kubeconfig does not have.");
        }

        var connection = KubeConfigCluster.Read(section.Cluster, cluster.Section, cluster.Folder) with
        {
            Namespace = string.IsNullOrEmpty(section.Namespace) ? "default" : section.Namespace,
        };
        if (string.IsNullOrEmpty(section.User))
        {
            return connection;
        }

        if (!_users.TryGetValue(section.User, out var user))
        {
            throw new KubeConfigException($"Context \"{name}\" names user \"{section.User}\", which the kubeconfig does not have.");
        }

        return connection with
        {
            Credentials = new KubeConfigUser(section.User, user.Section, user.Folder, cluster.Section, time).Read(),
            ImpersonateUser = user.Section.As,
            ImpersonateGroups = [.. user.Section.AsGroups ?? []],
        };
    }

    private void Add(string text, string origin, string folder)
    {
        KubeConfigDocument document;
        try
        {
            document = KubeConfigFile.Read(text);
        }
        catch (Exception error) when (error is JsonException or InvalidYamlException)
        {
            throw new KubeConfigException($"The kubeconfig {origin} is malformed: {error.Message}", error);
        }

        CurrentContext ??= string.IsNullOrEmpty(document.CurrentContext) ? null : document.CurrentContext;
        foreach (var entry in document.Clusters ?? [])
        {
            _clusters.TryAdd(entry.Name, (entry.Cluster ?? new ClusterSection(), folder));
        }

        foreach (var entry in document.Users ?? [])
        {
            _users.TryAdd(entry.Name, (entry.User ?? new UserSection(), folder));
        }

        foreach (var entry in document.Contexts ?? [])
        {
            _contexts.TryAdd(entry.Name, entry.Context ?? new ContextSection(null, null, null));
        }
    }
}
