namespace MeshActors.Translation.Security.Authorization;

/// <summary>A condition of a rule: the attribute has one of the values and none of the others.</summary>
internal sealed record RuleTerm<T>(RuleAttribute<T> Attribute, string Key, IReadOnlyList<string> Values, IReadOnlyList<string> NotValues)
    where T : class
{
    /// <summary>The conditions to join, as many as could be made; the first error if any.</summary>
    public (IReadOnlyList<T> Conditions, string? Error) Generate(RuleTarget target, Connectives<T> join)
    {
        var conditions = new List<T>(2);
        string? error = null;
        if (Values.Count > 0)
        {
            var positive = Attribute.AnyOf(Key, Values, target, join);
            error = positive.Error;
            if (positive.Value is { } condition)
            {
                conditions.Add(condition);
            }
        }

        if (NotValues.Count > 0)
        {
            var negative = Attribute.AnyOf(Key, NotValues, target, join);
            error ??= negative.Error;
            if (negative.Value is { } condition)
            {
                conditions.Add(join.Not(condition));
            }
        }

        return (conditions, error);
    }
}
