using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// The newest clusters of a scope by service: after a change of a few services or rules all others are found by reference, without
/// looking at what their clusters are made of.
/// </summary>
internal sealed class LatestOutboundSets
{
    private Made? _latest;

    /// <param name="context">The proxy.</param>
    /// <param name="generation">What was made in another one is looked at again, so that memos see what is still in use.</param>
    /// <param name="only">The services that count; null for all.</param>
    /// <param name="make">Makes the clusters of a service.</param>
    public IReadOnlyList<EncodedResource> Of(
        TranslationContext context, int generation, GatewayDestinations? only, Func<Service, IEnumerable<EncodedResource>> make)
    {
        var before = Volatile.Read(ref _latest) is { } made && made.Generation == generation ? made.Services : null;
        var services = new Dictionary<Service, OfService>(context.Scope.Services.Count);
        List<EncodedResource> all = [];
        foreach (var service in context.Scope.Services)
        {
            if (service.IsDns || only?.Include(service) == false)
            {
                continue;
            }

            var rule = context.Scope.DestinationRuleFor(service, context.Node.Labels)?.Rule;
            var facts = context.View.Facts(service.Key);
            if (before is null || !before.TryGetValue(service, out var known) || !ReferenceEquals(known.Rule, rule) || !ReferenceEquals(known.Facts, facts))
            {
                known = new(rule, facts, [.. make(service)]);
            }

            services[service] = known;
            all.AddRange(known.Resources);
        }

        Volatile.Write(ref _latest, new(generation, services));
        return all;
    }

    private sealed record Made(int Generation, Dictionary<Service, OfService> Services);

    private readonly record struct OfService(Config<DestinationRule>? Rule, ServiceFacts Facts, EncodedResource[] Resources);
}
