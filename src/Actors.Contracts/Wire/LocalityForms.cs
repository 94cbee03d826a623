using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>Places, and the weights and priorities that endpoints get by them.</summary>
internal static class LocalityForms
{
    public static Proto.LocalityPlan ToProto(LocalityPlan plan)
    {
        var proto = new Proto.LocalityPlan
        {
            From = ToProto(plan.From),
            Weights = plan.Weights is { } weights
                ? new() { Weights = { weights.Select(static weight => new Proto.LocalityWeight { Pattern = weight.Key, Percent = weight.Value }) } }
                : null,
            Labels = { plan.Labels.Select(QueryForms.ToProto) },
            RanksNetworkFirst = plan.RanksNetworkFirst,
            RanksPlaces = plan.RanksPlaces,
            RanksRegionsOnly = plan.RanksRegionsOnly,
        };
        if (plan.FailoverTo is { } region)
        {
            proto.FailoverTo = region;
        }

        return proto;
    }

    public static LocalityPlan FromProto(Proto.LocalityPlan plan) => new()
    {
        From = FromProto(plan.From),
        Weights = plan.Weights is { } weights ? [.. weights.Weights.Select(static weight => KeyValuePair.Create(weight.Pattern, weight.Percent))] : null,
        Labels = [.. plan.Labels.Select(QueryForms.FromProto)],
        RanksNetworkFirst = plan.RanksNetworkFirst,
        RanksPlaces = plan.RanksPlaces,
        RanksRegionsOnly = plan.RanksRegionsOnly,
        FailoverTo = plan.HasFailoverTo ? plan.FailoverTo : null,
    };

    // A locality that nobody set has no texts, not empty ones, and does not equal one that has these.
    public static Proto.Locality ToProto(ProxyLocality locality)
    {
        var proto = new Proto.Locality();
        if (locality.Region is { } region)
        {
            proto.Region = region;
        }

        if (locality.Zone is { } zone)
        {
            proto.Zone = zone;
        }

        if (locality.SubZone is { } subZone)
        {
            proto.SubZone = subZone;
        }

        return proto;
    }

    public static ProxyLocality FromProto(Proto.Locality? locality) => locality is null
        ? default
        : new(locality.HasRegion ? locality.Region : null!, locality.HasZone ? locality.Zone : null!, locality.HasSubZone ? locality.SubZone : null!);
}
