using MeshActors.EnvoyApi;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// Encodes clusters of services that nothing is special about: most are. One of each shape is built, with marks for names; all others are its bytes
/// with their own names filled in.
/// </summary>
internal sealed class PlainClusters
{
    private readonly Memo<PlainClusterShape, MessageTemplate?> _templates = new();

    public void Sweep() => _templates.Sweep();

    /// <summary>What <see cref="OutboundClusters.Build"/> makes; null where something is special.</summary>
    public IReadOnlyList<EncodedResource>? Build(OutboundClusterInputs inputs)
    {
        if (PlainClusterShape.Of(inputs) is not { } shape || _templates.GetOrAdd(shape, TemplateOf) is not { } template)
        {
            return null;
        }

        var name = Naming.ClusterName(Naming.Outbound, "", inputs.Service.Hostname, inputs.Port.Number);
        return [new EncodedResource(name, TypeUrls.Cluster, template.Fill(PlainClusterShape.NamesOf(inputs)))];
    }

    /// <summary>Null where filling in does not come to what building comes to, as for a text that can be taken for a message.</summary>
    private static MessageTemplate? TemplateOf(PlainClusterShape shape)
    {
        var marks = shape.Marks();
        if (Single(shape, marks) is not { } marked)
        {
            return null;
        }

        // Names of other lengths than the marks', as lengths are what may go wrong.
        var template = MessageTemplate.Of(marked.Span, marks);
        string[] names = [.. marks.Select((_, i) => new string((char)('a' + (i % 26)), 150 + i))];
        return Single(shape, names) is { } built && built.Span.SequenceEqual(template.Fill(names)) ? template : null;
    }

    private static ReadOnlyMemory<byte>? Single(PlainClusterShape shape, string[] names) =>
        OutboundClusters.Build(shape.With(names)) is [var cluster] ? cluster.Value : null;
}
