using System.Collections.Frozen;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// The newest clusters of a scope by service: after a change of a few services or rules all others are taken over, without
/// looking at what their clusters are made of.
/// </summary>
internal sealed class LatestOutboundSets
{
    private Made? _latest;

    /// <param name="context">The proxy.</param>
    /// <param name="generation">What was made in another one is looked at again, so that memos see what is still in use.</param>
    /// <param name="only">The services that count; null for all.</param>
    /// <param name="make">Makes the clusters of a service.</param>
    public ClusterSet Of(TranslationContext context, int generation, GatewayDestinations? only, Func<Service, IEnumerable<EncodedResource>> make)
    {
        var before = Volatile.Read(ref _latest) is { } latest && latest.Generation == generation ? latest : null;
        var services = context.Scope.Services;
        var step = before is null ? new(0, 0, services.Count) : ListStep.Between(before.Services, services);
        var made = new OfService[services.Count];
        if (before is not null)
        {
            before.Clusters.AsSpan(0, step.Start).CopyTo(made);
            before.Clusters.AsSpan(step.Start + step.Gone).CopyTo(made.AsSpan(step.Start + step.Come));
        }

        // Services that stood in other places come back among the new ones.
        var moved = before is null || step.Gone == 0 ? null : before.Between(step);
        for (var i = step.Start; i < step.Start + step.Come; i++)
        {
            made[i] = Make(services[i], moved?.GetValueOrDefault(services[i]));
        }

        if (before is not null)
        {
            Revise(before, step, made);
        }

        Volatile.Write(ref _latest, new(generation, services, context.Scope.Destinations, context.View.FactsVersion, made));
        return Joined(made);

        OfService Make(Service service, OfService? known)
        {
            if (service.IsDns || only?.Include(service) == false)
            {
                return OfService.None;
            }

            var rule = context.Scope.DestinationRuleFor(service, context.Node.Labels)?.Rule;
            var facts = context.View.Facts(service.Key);
            return known is not null && ReferenceEquals(known.Rule, rule) && ReferenceEquals(known.Facts, facts)
                ? known
                : new(rule, facts, Distinct([.. make(service)]));
        }

        // Of the services that stayed in their places.
        void Revise(Made since, ListStep taken, OfService[] made)
        {
            var facts = since.Destinations.HasSameRules(context.Scope.Destinations) ? context.View.FactsVersion.Since(since.Facts) : null;
            foreach (var key in facts ?? FrozenSet<ServiceKey>.Empty)
            {
                // It may be known only in another namespace here.
                if (context.Scope.Service(key.Hostname) is { } service && PositionOf(service) is var i and >= 0 && !taken.Includes(i))
                {
                    made[i] = Make(service, made[i]);
                }
            }

            for (var i = 0; facts is null && i < made.Length; i++)
            {
                made[i] = taken.Includes(i) ? made[i] : Make(services[i], made[i]);
            }
        }

        int PositionOf(Service service)
        {
            for (var i = 0; i < services.Count; i++)
            {
                if (ReferenceEquals(services[i], service))
                {
                    return i;
                }
            }

            return -1;
        }
    }

    private static ClusterSet Joined(OfService[] made)
    {
        var count = 0;
        foreach (var service in made)
        {
            count += service.Resources.Length;
        }

        var all = new EncodedResource[count];
        var at = 0;
        foreach (var service in made)
        {
            service.Resources.CopyTo(all, at);
            at += service.Resources.Length;
        }

        return new(all);
    }

    /// <summary>A service may have a port twice: the first one has the name. Names of different services differ, as their hosts do.</summary>
    private static EncodedResource[] Distinct(EncodedResource[] clusters) =>
        clusters.Length < 2 ? clusters : [.. clusters.DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)];

    private sealed record Made(
        int Generation, IReadOnlyList<Service> Services, ScopeDestinations Destinations, FactsVersion Facts, OfService[] Clusters)
    {
        /// <summary>By service, those that are gone from their places.</summary>
        public Dictionary<Service, OfService> Between(ListStep step)
        {
            var gone = new Dictionary<Service, OfService>(step.Gone);
            for (var i = step.Start; i < step.Start + step.Gone; i++)
            {
                gone[Services[i]] = Clusters[i];
            }

            return gone;
        }
    }

    private sealed record OfService(Config<DestinationRule>? Rule, ServiceFacts? Facts, EncodedResource[] Resources)
    {
        public static readonly OfService None = new(null, null, []);
    }
}
