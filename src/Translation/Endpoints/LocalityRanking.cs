namespace MeshActors.Translation.Endpoints;

/// <summary>Gives places their weights or priorities. Priorities end up counted from 0 without gaps, as Envoy demands.</summary>
internal static class LocalityRanking
{
    /// <param name="localities">The places with their endpoints.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="isInline">
    /// Whether the assignment is part of a DNS cluster: then ranking by labels looks at the first place only, as in Istio.
    /// </param>
    public static List<LocalityEndpoints> Apply(List<LocalityEndpoints> localities, LocalityPlan plan, bool isInline)
    {
        if (plan.Weights is { } weights)
        {
            return Weigh(localities, weights);
        }

        if (plan.Labels.Count > 0 && localities.Count > 0)
        {
            localities = WithoutGaps([.. localities.Take(isInline ? 1 : localities.Count).SelectMany(l => RankByLabels(l, plan))]);
        }

        if (plan.RanksPlaces)
        {
            // Up to five ranks fit between two of the ranking before.
            localities = WithoutGaps(localities.ConvertAll(l => l with { Priority = (l.Priority * 5) + PlaceRank(l, plan) }));
        }

        if (plan.RanksRegionsOnly)
        {
            localities = WithoutGaps(localities.ConvertAll(l => l with { Priority = (l.Priority * 3) + RegionRank(l, plan) }));
        }

        return localities;
    }

    /// <summary>
    /// Patterns share their weight among the places that they match, by the places' own weights; a place counts for the first
    /// pattern that matches it, and one that none matches loses its endpoints.
    /// </summary>
    private static List<LocalityEndpoints> Weigh(List<LocalityEndpoints> localities, ValueList<KeyValuePair<string, uint>> weights)
    {
        var result = localities.ConvertAll(l => l with { Endpoints = [] });
        var isMatched = new bool[localities.Count];
        foreach (var (pattern, weight) in weights)
        {
            var matched = Enumerable.Range(0, localities.Count)
                .Where(i => !isMatched[i] && LocalityPatterns.Matches(localities[i].Locality, pattern))
                .ToList();
            var total = (uint)matched.Sum(i => (long)(localities[i].Weight ?? 1));
            foreach (var i in matched)
            {
                isMatched[i] = true;
                var share = (double)((localities[i].Weight ?? 1) * weight) / total;
                result[i] = share > 0 ? localities[i] with { Weight = (uint)Math.Ceiling(share) } : localities[i];
            }
        }

        return result;
    }

    /// <summary>Parts the endpoints of a place by how many labels, from the first on, they share with the proxy.</summary>
    private static IEnumerable<LocalityEndpoints> RankByLabels(LocalityEndpoints locality, LocalityPlan plan) =>
        locality.Endpoints
            .GroupBy(e => LabelRank(e, plan))
            .OrderBy(g => g.Key)
            .Select(g => new LocalityEndpoints(locality.Locality, [.. g]) { Priority = g.Key });

    private static uint LabelRank(WeightedEndpoint endpoint, LocalityPlan plan)
    {
        var labels = endpoint.Labels();
        var count = (uint)plan.Labels.Count;
        uint otherNetwork = 0;
        for (var i = 0; i < plan.Labels.Count; i++)
        {
            var (label, value) = plan.Labels[i];
            if ((labels.GetValueOrDefault(label) ?? "") == value)
            {
                continue;
            }

            if (i == 0 && plan.RanksNetworkFirst)
            {
                // Endpoints of another network rank behind all of this one, and among themselves by the other labels.
                otherNetwork = count;
                continue;
            }

            return otherNetwork + count - (uint)i;
        }

        return otherNetwork;
    }

    private static uint PlaceRank(LocalityEndpoints locality, LocalityPlan plan)
    {
        var distance = (uint)LocalityPatterns.Distance(plan.From, locality.Locality);
        return distance == 3 && plan.FailoverTo is { } next && locality.Locality.Region != next ? 4 : distance;
    }

    private static uint RegionRank(LocalityEndpoints locality, LocalityPlan plan) =>
        locality.Locality.Region == (plan.From.Region ?? "") ? 0u : locality.Locality.Region == plan.FailoverTo ? 1u : 2u;

    private static List<LocalityEndpoints> WithoutGaps(List<LocalityEndpoints> localities)
    {
        var ranks = localities.Select(l => l.Priority).Distinct().Order().ToList();
        return localities.ConvertAll(l => l with { Priority = (uint)ranks.IndexOf(l.Priority) });
    }
}
