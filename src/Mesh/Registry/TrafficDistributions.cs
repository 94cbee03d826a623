namespace MeshActors.Mesh.Registry;

/// <summary>Reads <see cref="TrafficDistribution"/> from the field, else the service's annotation, else the namespace's.</summary>
internal static class TrafficDistributions
{
    public static TrafficDistribution Of(
        string field,
        IReadOnlyDictionary<string, string> annotations,
        IReadOnlyDictionary<string, string> namespaceAnnotations)
    {
        switch (field)
        {
            case "PreferClose" or "PreferSameZone":
                return TrafficDistribution.PreferSameZone;
            case "PreferSameNode":
                return TrafficDistribution.PreferSameNode;
        }

        // An unknown value of the nearer annotation means any: it hides the namespace's.
        var value = annotations.GetValueOrDefault(WellKnownLabels.TrafficDistributionAnnotation) is { Length: > 0 } own
            ? own
            : namespaceAnnotations.GetValueOrDefault(WellKnownLabels.TrafficDistributionAnnotation) ?? "";
        return value.ToUpperInvariant() switch
        {
            "PREFERCLOSE" or "PREFERSAMEZONE" => TrafficDistribution.PreferSameZone,
            "PREFERSAMENODE" => TrafficDistribution.PreferSameNode,
            _ => TrafficDistribution.Any,
        };
    }
}
