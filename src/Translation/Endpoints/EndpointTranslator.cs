using MeshActors.EnvoyApi;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>Answers endpoint queries. Pure: the same query and endpoints give the same bytes, whoever asks.</summary>
public static class EndpointTranslator
{
    /// <param name="query">The question.</param>
    /// <param name="endpoints">All endpoints of the service that it asks about; null where it has none.</param>
    /// <returns>A <c>ClusterLoadAssignment</c>, without localities where nothing is known or nothing is left.</returns>
    public static EncodedResource Translate(EndpointQuery query, ServiceEndpoints? endpoints) =>
        new(query.ClusterName, TypeUrls.Endpoint, AssignmentWriter.Write(query.ClusterName, Localities(query, endpoints)));

    internal static List<LocalityEndpoints> Localities(EndpointQuery query, ServiceEndpoints? endpoints)
    {
        if (query.IsEmpty || endpoints is null || endpoints.Endpoints.Count == 0)
        {
            return [];
        }

        var localities = ByLocality(query, endpoints.Endpoints);
        if (query.Paths is not null)
        {
            localities = localities.ConvertAll(l => NetworkSplit.Apply(l, query.Paths));
        }

        if (query.OnlyMutualTls)
        {
            localities = localities.ConvertAll(l => l.Where(e => e.IsMutual));
        }

        return query.Locality is null ? localities : LocalityRanking.Apply(localities, query.Locality, isInline: query.InlinePort > 0);
    }

    private static List<LocalityEndpoints> ByLocality(EndpointQuery query, IReadOnlyList<Endpoint> endpoints)
    {
        var groups = new Dictionary<string, List<WeightedEndpoint>>(StringComparer.Ordinal);
        List<WeightedEndpoint>? last = null;
        var lastLocality = "";
        foreach (var endpoint in endpoints)
        {
            var forms = EndpointForms.Of(endpoint);
            if (!EndpointSelection.Includes(query, endpoint, forms))
            {
                continue;
            }

            // Endpoints come in runs of one place.
            if (last is null || lastLocality != endpoint.Locality)
            {
                lastLocality = endpoint.Locality;
                if (!groups.TryGetValue(lastLocality, out last))
                {
                    groups.Add(lastLocality, last = []);
                }
            }

            last.Add(WeightedEndpoint.Of(endpoint, forms, query.MutualTls.IsOnFor(endpoint), query.CanTunnel));
        }

        var localities = new List<LocalityEndpoints>(groups.Count);
        foreach (var (locality, list) in groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            localities.Add(new(LocalityPatterns.Parse(locality), list));
        }

        return localities;
    }
}
