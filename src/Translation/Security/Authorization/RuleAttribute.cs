namespace MeshActors.Translation.Security.Authorization;

/// <summary>An attribute that rules have conditions on.</summary>
internal abstract class RuleAttribute<T>
    where T : class
{
    /// <summary>An attribute for which every value is a condition of its own, of which one must hold.</summary>
    public static RuleAttribute<T> OfEach(Func<string, string, RuleTarget, Predicate<T>> make) => new EachValue(make);

    /// <summary>An attribute for which all values are one condition.</summary>
    public static RuleAttribute<T> OfAll(Func<string, IReadOnlyList<string>, RuleTarget, Predicate<T>> make) => new AllValues(make);

    /// <summary>The condition that one of the values (at least one is given) holds; no value where none could be made, with the first error if any.</summary>
    /// <param name="key">As the policy names it, with what stands in brackets.</param>
    /// <param name="values">The values.</param>
    /// <param name="target">What the rule is made for.</param>
    /// <param name="join">The operations.</param>
    public abstract Predicate<T> AnyOf(string key, IReadOnlyList<string> values, RuleTarget target, Connectives<T> join);

    private sealed class EachValue(Func<string, string, RuleTarget, Predicate<T>> make) : RuleAttribute<T>
    {
        public override Predicate<T> AnyOf(string key, IReadOnlyList<string> values, RuleTarget target, Connectives<T> join)
        {
            var made = values.Select(value => make(key, value, target)).ToList();
            var held = made.Select(each => each.Value).OfType<T>().ToList();
            return new(held.Count == 0 ? null : join.Any(held), made.Find(each => each.Error is not null).Error);
        }
    }

    private sealed class AllValues(Func<string, IReadOnlyList<string>, RuleTarget, Predicate<T>> make) : RuleAttribute<T>
    {
        public override Predicate<T> AnyOf(string key, IReadOnlyList<string> values, RuleTarget target, Connectives<T> join) =>
            make(key, values, target);
    }
}
