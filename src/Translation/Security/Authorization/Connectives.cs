using Envoy.Config.Rbac.V3;

namespace MeshActors.Translation.Security.Authorization;

/// <summary>How conditions are joined: permissions and principals know the same operations.</summary>
internal sealed record Connectives<T>(Func<IEnumerable<T>, T> All, Func<IEnumerable<T>, T> Any, Func<T, T> Not, Func<T> Always);

/// <summary>The two sorts of conditions.</summary>
internal static class Connectives
{
    public static readonly Connectives<Permission> OfPermissions = new(
        items => new() { AndRules = new() { Rules = { items } } },
        items => new() { OrRules = new() { Rules = { items } } },
        item => new() { NotRule = item },
        () => new() { Any = true });

    public static readonly Connectives<Principal> OfPrincipals = new(
        items => new() { AndIds = new() { Ids = { items } } },
        items => new() { OrIds = new() { Ids = { items } } },
        item => new() { NotId = item },
        () => new() { Any = true });
}
