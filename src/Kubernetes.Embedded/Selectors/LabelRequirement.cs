namespace MeshActors.Kubernetes.Embedded.Selectors;

/// <summary>One part of a label selector. An absent label satisfies <c>notin</c>, as in Kubernetes.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.In => present && Values.Contains(value),
            LabelOperator.NotIn => !present || !Values.Contains(value),
            LabelOperator.Exists => present,
            _ => !present,
        };
    }
}
