namespace MeshActors.Translation.Routes;

/// <summary>Virtual hosts in the order of their names.</summary>
internal static class GatewayHosts
{
    /// <param name="sorted">Those of before.</param>
    /// <param name="gone">Which of them go.</param>
    /// <param name="come">Which come; sorted too.</param>
    public static GatewayHost[] Merge(GatewayHost[] sorted, HashSet<GatewayHost> gone, List<GatewayHost> come)
    {
        var merged = new List<GatewayHost>(sorted.Length - gone.Count + come.Count);
        var rest = sorted.AsSpan();
        foreach (var (name, made) in gone.Select(host => (host.Name, Made: (GatewayHost?)null))
            .Concat(come.Select(host => (host.Name, Made: (GatewayHost?)host)))
            .OrderBy(change => change.Name, StringComparer.Ordinal))
        {
            // One that goes stands in its place, and one that comes is put there.
            var at = rest.BinarySearch(new ByName(name));
            merged.AddRange(rest[..(at < 0 ? ~at : at)]);
            rest = rest[(at < 0 ? ~at : at)..];
            if (made is not null)
            {
                merged.Add(made);
            }

            if (!rest.IsEmpty && gone.Contains(rest[0]))
            {
                rest = rest[1..];
            }
        }

        merged.AddRange(rest);
        return [.. merged];
    }

    private readonly struct ByName(string name) : IComparable<GatewayHost>
    {
        public int CompareTo(GatewayHost? other) => string.CompareOrdinal(name, other?.Name);
    }
}
