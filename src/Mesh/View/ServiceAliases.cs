using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Finds the services that ExternalName services are other names of. An alias of an alias counts for the service at the
/// end; aliases in a circle mean nothing, as in Kubernetes' DNS.
/// </summary>
internal sealed class ServiceAliases
{
    public static readonly ServiceAliases None = new(new Dictionary<string, ServiceKey[]>());

    private readonly Dictionary<string, ServiceKey[]> _byTarget;

    private ServiceAliases(Dictionary<string, ServiceKey[]> byTarget) => _byTarget = byTarget;

    public static ServiceAliases Of(IEnumerable<Service> services)
    {
        var aliases = services.Where(s => s.Resolution == Resolution.Alias && s.ExternalName is not null).ToList();
        if (aliases.Count == 0)
        {
            return None;
        }

        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var alias in aliases)
        {
            targets[alias.Hostname] = alias.ExternalName!;
        }

        return new(aliases
            .Select(alias => (alias.Key, Target: Follow(alias, targets)))
            .Where(found => found.Target is not null)
            .GroupBy(found => found.Target!, found => found.Key, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.OrderBy(k => k.Namespace, StringComparer.Ordinal).ThenBy(k => k.Hostname, StringComparer.Ordinal).ToArray(),
                StringComparer.Ordinal));
    }

    public ServiceKey[] For(string hostname) => _byTarget.GetValueOrDefault(hostname) ?? [];

    private static string? Follow(Service alias, Dictionary<string, string> targets)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { alias.Hostname };
        var target = alias.ExternalName!;
        while (targets.TryGetValue(target, out var next))
        {
            if (!seen.Add(target))
            {
                return null;
            }

            target = next;
        }

        return target;
    }
}
