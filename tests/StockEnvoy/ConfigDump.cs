using System.Text.Json;
using MeshActors.Conformance.Xds;

namespace MeshActors.StockEnvoy;

/// <summary>What Envoy's administration interface says it holds.</summary>
/// <param name="Active">The names in use, by type.</param>
/// <param name="WaitingSecrets">Secrets that have been asked for and have not come.</param>
/// <param name="Problems">Updates that it refused, and resources that still wait for something.</param>
internal sealed record ConfigDump(
    IReadOnlyDictionary<ResourceSort, IReadOnlySet<string>> Active, IReadOnlySet<string> WaitingSecrets, IReadOnlyList<string> Problems)
{
    public static ConfigDump Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        var problems = new List<string>();
        var waiting = new HashSet<string>();
        var active = new Dictionary<ResourceSort, HashSet<string>>
        {
            [ResourceSort.Clusters] = [],
            [ResourceSort.Listeners] = [],
            [ResourceSort.Routes] = [],
        };
        foreach (var config in document.RootElement.GetProperty("configs").EnumerateArray())
        {
            foreach (var entry in Entries(config, "dynamic_active_clusters"))
            {
                Add(active[ResourceSort.Clusters], entry, "cluster");
                Check("cluster", entry, problems);
            }

            foreach (var entry in Entries(config, "dynamic_warming_clusters"))
            {
                problems.Add($"cluster {NameOf(entry, "cluster")} still waits for something");
                Check("cluster", entry, problems);
            }

            foreach (var entry in Entries(config, "dynamic_listeners"))
            {
                if (entry.TryGetProperty("active_state", out _))
                {
                    active[ResourceSort.Listeners].Add(entry.GetProperty("name").GetString()!);
                }

                Check("listener", entry, problems);
            }

            waiting.UnionWith(Entries(config, "dynamic_warming_secrets").Select(entry => entry.GetProperty("name").GetString()!));
            foreach (var entry in Entries(config, "dynamic_route_configs"))
            {
                Add(active[ResourceSort.Routes], entry, "route_config");
                Check("route configuration", entry, problems);
            }
        }

        return new(active.ToDictionary(pair => pair.Key, pair => (IReadOnlySet<string>)pair.Value), waiting, problems);
    }

    private static IEnumerable<JsonElement> Entries(JsonElement config, string list) =>
        config.TryGetProperty(list, out var entries) ? entries.EnumerateArray() : [];

    private static void Add(HashSet<string> names, JsonElement entry, string message)
    {
        if (NameOf(entry, message) is { Length: > 0 } name)
        {
            names.Add(name);
        }
    }

    private static string NameOf(JsonElement entry, string message) =>
        entry.TryGetProperty(message, out var found) && found.TryGetProperty("name", out var name) ? name.GetString()! : "";

    private static void Check(string kind, JsonElement entry, List<string> problems)
    {
        if (entry.TryGetProperty("error_state", out var error))
        {
            var name = entry.TryGetProperty("name", out var found) ? found.GetString() : "";
            var details = error.TryGetProperty("details", out var told) ? told.GetString() : error.GetRawText();
            problems.Add($"{kind} {name} in error: {details}");
        }
    }
}
