using MeshActors.Translation.Clusters;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Translation;

/// <summary>
/// The front door of translation: one for a process, shared by all scopes, since what it remembers is what they share.
/// Safe for several threads.
/// </summary>
public sealed class XdsTranslator
{
    private readonly ClusterTranslator _clusters = new();

    /// <summary>The types that an Envoy gets whole, without naming resources, in the order in which they are pushed.</summary>
    public static readonly IReadOnlyList<XdsType> WildcardTypes = [XdsType.Cluster, XdsType.Listener, XdsType.NameTable];

    /// <summary>All resources of a type.</summary>
    public IReadOnlyList<EncodedResource> Translate(XdsType type, TranslationContext context) => type switch
    {
        XdsType.Cluster => _clusters.Translate(context),
        _ => [],
    };

    /// <summary>The named resources of a type, as far as they exist.</summary>
    public IReadOnlyList<EncodedResource> Translate(XdsType type, TranslationContext context, IReadOnlyCollection<string> names) => type switch
    {
        XdsType.Cluster => [.. _clusters.Translate(context).Where(cluster => names.Contains(cluster.Name))],
        _ => [],
    };

    /// <summary>The query that tells a load assignment's content.</summary>
    public EndpointQuery EndpointsOf(TranslationContext context, string clusterName) => EndpointQueries.For(context, clusterName);

    /// <summary>Forgets what was not used since the sweep before the last one.</summary>
    public void Sweep() => _clusters.Sweep();
}
