namespace MeshActors.Mesh.Registry;

/// <summary>Istio's rules of equality selectors over labels.</summary>
public static class LabelMatch
{
    /// <summary>Whether every selector label is there with its value. An empty selector matches everything.</summary>
    public static bool SubsetOf(IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels)
    {
        // Most matches have no labels, and an enumerator for none costs more than the question.
        if (selector.Count == 0)
        {
            return true;
        }

        foreach (var (key, value) in selector)
        {
            if (!labels.TryGetValue(key, out var found) || found != value)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// As <see cref="SubsetOf"/>, but an empty selector matches nothing: the rule by which a service finds its workloads.
    /// </summary>
    public static bool Selects(IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels) =>
        selector.Count > 0 && SubsetOf(selector, labels);

    /// <summary>Whether both hold the same labels.</summary>
    public static bool SameLabels(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        ReferenceEquals(left, right) || (left.Count == right.Count && SubsetOf(left, right));
}
