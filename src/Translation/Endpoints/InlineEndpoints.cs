using Envoy.Config.Endpoint.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Clusters;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// The load assignments that a service's DNS clusters carry themselves: one for the service and one for each subset. Compared
/// by value.
/// </summary>
public sealed record InlineEndpoints
{
    /// <summary>By subset name, the empty name first; cluster names are filled in when asked.</summary>
    private ValueList<KeyValuePair<string, EndpointQuery>> Queries { get; init; } = [];

    private ServiceEndpoints? Endpoints { get; init; }

    public static InlineEndpoints Of(
        TranslationContext context, Service service, MeshPort port, ConsolidatedDestinationRule? rule, ServiceFacts facts)
    {
        var spec = rule?.Rule.Spec;
        IEnumerable<string> subsets = ["", .. (spec?.Subsets ?? []).Select(s => s.Name).Distinct(StringComparer.Ordinal)];
        return new()
        {
            Endpoints = new(service.Key, facts.InlineEndpoints),
            Queries = [.. subsets.Select(s => KeyValuePair.Create(s, QueryOf(context, service, port, spec, s)))],
        };
    }

    /// <summary>The assignment of the cluster for a subset (null: the service's own); without localities where nothing is left.</summary>
    public ClusterLoadAssignment Assignment(string clusterName, Subset? subset)
    {
        var name = subset?.Name ?? "";
        foreach (var (key, query) in Queries)
        {
            if (key == name)
            {
                // Clusters behind a gateway that passes TLS through do not rank by labels either.
                var isSni = Naming.IsSniForm(clusterName);
                var named = query with
                {
                    ClusterName = clusterName,
                    OnlyMutualTls = isSni,
                    Locality = isSni ? WithoutLabels(query.Locality) : query.Locality,
                };
                var localities = EndpointTranslator.Localities(named, Endpoints);
                return ClusterLoadAssignment.Parser.ParseFrom(AssignmentWriter.Write(clusterName, localities, query));
            }
        }

        return new() { ClusterName = clusterName };
    }

    public bool Equals(InlineEndpoints? other) =>
        other is not null
        && Queries.Equals(other.Queries)
        && (ReferenceEquals(Endpoints?.Endpoints, other.Endpoints?.Endpoints)
            || (Endpoints is not null && other.Endpoints is not null && Endpoints.Endpoints.SequenceEqual(other.Endpoints.Endpoints)));

    public override int GetHashCode() => HashCode.Combine(Queries, Endpoints?.Endpoints.Count);

    private static EndpointQuery QueryOf(TranslationContext context, Service service, MeshPort port, DestinationRule? rule, string subset)
    {
        // Clusters take outlier detection from the mesh's default policy too, unlike load assignments.
        var policy = TrafficPolicies.OverMeshDefault(
            context.View.Mesh.DefaultTrafficPolicy, rule is null ? null : EndpointQueries.PolicyOf(rule, subset, port));
        return EndpointQueries.ForInline(context, service, port, "", rule, subset) with
        {
            Locality = PlanOf(LocalityPlans.For(
                EndpointQueries.EffectiveLocalityOf(context, service, policy), policy?.OutlierDetection is not null, context.Node), subset),
        };
    }

    /// <summary>In the clusters of subsets endpoints are not ranked by labels, as in Istio, only by place.</summary>
    private static LocalityPlan? PlanOf(LocalityPlan? plan, string subset) => subset.Length == 0 ? plan : WithoutLabels(plan);

    private static LocalityPlan? WithoutLabels(LocalityPlan? plan) => plan is null ? null : plan with
    {
        Labels = [],
        RanksNetworkFirst = false,
    };
}
