using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation.Meshes;

/// <summary>Rules of locality and zone-aware settings.</summary>
internal static class LocalityRules
{
    private static readonly string[] PlaceLabels = ["topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone"];

    public static void Check(LocalityLoadBalancerSetting? setting, string path, List<FieldError> errors)
    {
        if (setting is null)
        {
            return;
        }

        if (setting.Distribute.Count > 0 && setting.Failover.Count > 0)
        {
            errors.Add(new(path, "distribute and failover exclude each other"));
            return;
        }

        if (setting.Failover.Count > 0 && setting.FailoverPriority.FirstOrDefault(PlaceLabels.Contains) is { } label)
        {
            errors.Add(new($"{path}.failoverPriority", $"failover and the label {label} exclude each other"));
            return;
        }

        for (var i = 0; i < setting.Distribute.Count; i++)
        {
            CheckWeights(setting.Distribute[i], $"{path}.distribute[{i}].to", errors);
        }

        CheckPlaces(setting.Distribute.Select(distribute => distribute.From), $"{path}.distribute", errors);
        CheckFailover(setting.Failover, path, errors);
    }

    public static void Check(ZoneAwareLoadBalancerSetting? setting, string path, List<FieldError> errors)
    {
        foreach (var label in (setting?.FailoverPriority ?? []).Where(PlaceLabels.Contains))
        {
            errors.Add(new($"{path}.failoverPriority", $"zone-aware balancing looks at {label} by itself"));
        }

        CheckFailover(setting?.Failover ?? [], path, errors);
    }

    private static void CheckFailover(IReadOnlyList<LocalityFailover> failover, string path, List<FieldError> errors)
    {
        for (var i = 0; i < failover.Count; i++)
        {
            var (from, to) = (failover[i].From, failover[i].To);
            if (from == to || (from + to).AsSpan().ContainsAny('/', '*'))
            {
                errors.Add(new($"{path}.failover[{i}]", "failover leads from one region to another one, without zones and wildcards"));
            }
        }
    }

    private static void CheckWeights(LocalityDistribute distribute, string path, List<FieldError> errors)
    {
        if (distribute.To.Values.Any(weight => weight is < 1 or > 100) || distribute.To.Values.Sum(weight => weight) != 100)
        {
            errors.Add(new(path, "weights must be in the range 1..100 and add up to 100"));
        }
        else
        {
            CheckPlaces(distribute.To.Keys.Order(StringComparer.Ordinal), path, errors);
        }
    }

    /// <summary>A wildcard ends a place, no part is empty, and no place is within another one.</summary>
    private static void CheckPlaces(IEnumerable<string> places, string path, List<FieldError> errors)
    {
        List<string[]> seen = [];
        foreach (var place in places)
        {
            var parts = place.Split('/', 3);
            var wildcard = place.IndexOf('*', StringComparison.Ordinal);
            if (Array.Exists(parts, part => part.Length == 0) || (wildcard >= 0 && wildcard != place.Length - 1))
            {
                errors.Add(new(path, $"{place} is no locality: a wildcard may stand at the end, and no part be empty"));
            }
            else if (seen.Exists(other => Overlap(other, parts)))
            {
                errors.Add(new(path, $"locality {place} overlaps with another one"));
            }

            seen.Add(parts);
        }
    }

    private static bool Overlap(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] == "*" || right[i] == "*")
            {
                return true;
            }

            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }
}
