namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>Where workloads are: <c>region/zone/subzone</c> as text, and the labels and nodes it comes from.</summary>
internal static class Localities
{
    /// <summary>The locality that a label of the workload sets, or empty. Labels cannot hold a slash, so dots stand for them.</summary>
    public static string FromLabels(IReadOnlyDictionary<string, string> labels)
    {
        var label = labels.GetValueOrDefault(WellKnownLabels.Locality) ?? labels.GetValueOrDefault(WellKnownLabels.LegacyLocality) ?? "";
        return label.Contains('/') ? label : label.Replace('.', '/');
    }

    /// <summary>The locality of a node by its labels, or empty where it has none of them.</summary>
    public static string OfNode(IReadOnlyDictionary<string, string> labels)
    {
        var region = FirstOf(labels, WellKnownLabels.Region, WellKnownLabels.LegacyRegion);
        var zone = FirstOf(labels, WellKnownLabels.Zone, WellKnownLabels.LegacyZone);
        var subZone = labels.GetValueOrDefault(WellKnownLabels.SubZone) ?? "";
        return region.Length + zone.Length + subZone.Length == 0 ? "" : $"{region}/{zone}/{subZone}";
    }

    /// <summary>Takes the text apart; what comes after the third part is ignored.</summary>
    public static (string Region, string Zone, string SubZone) Split(string locality)
    {
        var parts = locality.Split('/');
        return (parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }

    private static string FirstOf(IReadOnlyDictionary<string, string> labels, string name, string fallback) =>
        labels.GetValueOrDefault(name) is { Length: > 0 } value ? value : labels.GetValueOrDefault(fallback) ?? "";
}
