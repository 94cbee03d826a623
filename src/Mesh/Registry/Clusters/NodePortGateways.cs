using System.Text.Json;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>Finds the nodes that a node-port gateway's annotation selects.</summary>
internal static class NodePortGateways
{
    /// <summary>
    /// External addresses of the selected nodes, sorted. A selector that is empty or cannot be read selects every node, as in
    /// Istio.
    /// </summary>
    public static IReadOnlyList<string> Addresses(string selector, IReadOnlyDictionary<string, NodeFacts> nodes)
    {
        var labels = Parse(selector);
        return
        [
            .. nodes.Values
                .Where(n => n.ExternalAddress is not null && LabelMatch.SubsetOf(labels, n.Labels))
                .Select(n => n.ExternalAddress!)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, string> Parse(string selector)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (selector.Length == 0)
        {
            return labels;
        }

        try
        {
            using var document = JsonDocument.Parse(selector);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in document.RootElement.EnumerateObject())
                {
                    labels[property.Name] = property.Value.ToString();
                }
            }
        }
        catch (JsonException)
        {
            // What cannot be read selects every node: see the summary.
            labels.Clear();
        }

        return labels;
    }
}
