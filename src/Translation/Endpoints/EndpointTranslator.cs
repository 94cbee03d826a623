using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        new(query.ClusterName, TypeUrls.Endpoint, AssignmentWriter.Write(query.ClusterName, Localities(query, endpoints), query));

    internal static List<LocalityEndpoints> Localities(EndpointQuery query, ServiceEndpoints? endpoints)
    {
        if (query.IsEmpty || endpoints is null)
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
        // Endpoints come in runs of one place, and often there is but one.
        Dictionary<string, List<WeightedEndpoint>>? groups = null;
        List<WeightedEndpoint>? last = null;
        var lastLocality = "";
        ReadOnlySpan<Endpoint> all = endpoints switch
        {
            Endpoint[] array => array,
            List<Endpoint> list => CollectionsMarshal.AsSpan(list),
            _ => [.. endpoints],
        };

        _ = Touch(all);
        foreach (var endpoint in all)
        {
            if (!EndpointSelection.IsOnPort(query, endpoint) || !EndpointSelection.Includes(query, endpoint))
            {
                continue;
            }

            if (last is null)
            {
                (last, lastLocality) = (new(all.Length), endpoint.Locality);
            }
            else if (lastLocality != endpoint.Locality)
            {
                groups ??= new(StringComparer.Ordinal) { [lastLocality] = last };
                lastLocality = endpoint.Locality;
                if (!groups.TryGetValue(lastLocality, out last))
                {
                    groups.Add(lastLocality, last = []);
                }
            }

            last.Add(WeightedEndpoint.Of(endpoint, query.MutualTls.IsOnFor(endpoint), query.CanTunnel));
        }

        return groups is not null
            ? [.. groups.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new LocalityEndpoints(LocalityPatterns.Parse(g.Key), g.Value))]
            : last is not null ? [new(LocalityPatterns.Parse(lastLocality), last)] : [];
    }

    /// <summary>
    /// Reads a little of each endpoint and its names. There are many, seldom in any cache: what follows would wait for one after the other,
    /// while here the processor fetches several at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Touch(ReadOnlySpan<Endpoint> endpoints)
    {
        var letters = 0;
        foreach (var endpoint in endpoints)
        {
            letters += endpoint.FirstAddress.Length + endpoint.WorkloadName.Length + endpoint.Port;
        }

        return letters;
    }
}
