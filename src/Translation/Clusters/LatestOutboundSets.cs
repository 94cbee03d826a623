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
        var clusters = before is null ? SegmentedList<OfService>.Of([.. services.Select(service => Make(service, null))]) : Revised(before);
        var all = clusters.Each(before?.Clusters, before?.Flat, static segment => Joined(segment));
        var set = before is not null && ListStep.Between(before.Flat, all).IsEmpty ? before.Set : new(all);
        Volatile.Write(ref _latest, new(generation, services, context.Scope.Destinations, context.View.FactsVersion, clusters, all, set));
        return set;

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

        SegmentedList<OfService> Revised(Made since)
        {
            var steps = ListStep.All(since.Services, services);

            // Services that stood in other places come back among the new ones.
            var moved = steps.Length == 0 ? [] : since.In(steps);
            var clusters = since.Clusters;
            foreach (var step in steps)
            {
                var come = new OfService[step.Come];
                for (var i = 0; i < come.Length; i++)
                {
                    var service = services[step.Start + i];
                    come[i] = Make(service, moved.GetValueOrDefault(service));
                }

                clusters = clusters.Replace(step.Start, step.Gone, come);
            }

            if (!since.Destinations.HasSameRules(context.Scope.Destinations) || context.View.FactsVersion.Since(since.Facts) is not { } facts)
            {
                using var next = services.GetEnumerator();
                return clusters.Revise(known => next.MoveNext() ? Make(next.Current, known) : known);
            }

            foreach (var key in facts)
            {
                // It may be known only in another namespace here.
                if (context.Scope.Service(key.Hostname) is { } service && services.IndexOf(service) is var i and >= 0)
                {
                    clusters = clusters.Replace(i, 1, [Make(service, clusters[i])]);
                }
            }

            return clusters;
        }
    }

    private static EncodedResource[] Joined(OfService[] services)
    {
        var count = 0;
        foreach (var service in services)
        {
            count += service.Resources.Length;
        }

        var all = new EncodedResource[count];
        var at = 0;
        foreach (var service in services)
        {
            service.Resources.CopyTo(all, at);
            at += service.Resources.Length;
        }

        return all;
    }

    /// <summary>A service may have a port twice: the first one has the name. Names of different services differ, as their hosts do.</summary>
    private static EncodedResource[] Distinct(EncodedResource[] clusters) =>
        clusters.Length < 2 ? clusters : [.. clusters.DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)];

    private sealed record Made(
        int Generation,
        SegmentedList<Service> Services,
        ScopeDestinations Destinations,
        FactsVersion Facts,
        SegmentedList<OfService> Clusters,
        SegmentedList<EncodedResource> Flat,
        ClusterSet Set)
    {
        /// <summary>By service, those that are gone from their places.</summary>
        public Dictionary<Service, OfService> In(IReadOnlyList<ListStep> steps)
        {
            var gone = new Dictionary<Service, OfService>();
            var offset = 0;
            foreach (var step in steps)
            {
                for (var i = step.Start + offset; i < step.Start + offset + step.Gone; i++)
                {
                    gone[Services[i]] = Clusters[i];
                }

                offset += step.Gone - step.Come;
            }

            return gone;
        }
    }

    private sealed record OfService(Config<DestinationRule>? Rule, ServiceFacts? Facts, EncodedResource[] Resources)
    {
        public static readonly OfService None = new(null, null, []);
    }
}
