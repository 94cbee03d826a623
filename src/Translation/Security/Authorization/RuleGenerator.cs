using Envoy.Config.Rbac.V3;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>Makes Envoy's policy of a rule.</summary>
internal static class RuleGenerator
{
    /// <summary>
    /// A condition that cannot be told (of a request, on a chain that knows connections only) voids a rule that allows, and
    /// falls out of one that denies or logs: no error ever lets more through.
    /// </summary>
    /// <returns>Null for a rule that is void.</returns>
    public static Policy? Generate(RuleModel model, RuleTarget target, RBAC.Types.Action action)
    {
        var strict = action == RBAC.Types.Action.Allow;
        var permissions = Alternatives(model.Permissions, target, Connectives.OfPermissions, strict);
        var principals = Alternatives(model.Principals, target, Connectives.OfPrincipals, strict);
        return permissions is null || principals is null
            ? null
            : new() { Permissions = { permissions }, Principals = { principals } };
    }

    private static List<T>? Alternatives<T>(
        IReadOnlyList<IReadOnlyList<RuleTerm<T>>> alternatives, RuleTarget target, Connectives<T> join, bool strict)
        where T : class
    {
        var made = new List<T>(alternatives.Count);
        foreach (var terms in alternatives)
        {
            var conditions = new List<T>();
            foreach (var term in terms)
            {
                var (held, error) = term.Generate(target, join);
                if (strict && error is not null)
                {
                    return null;
                }

                conditions.AddRange(held);
            }

            made.Add(join.All(conditions.Count == 0 ? [join.Always()] : conditions));
        }

        return made;
    }
}
