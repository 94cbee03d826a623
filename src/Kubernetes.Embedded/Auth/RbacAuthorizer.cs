using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Auth;

/// <summary>
/// Decides by the stored RBAC objects. The masters group may do everything. As long as nobody has stored a binding,
/// every authenticated user may too, so that a fresh server needs no set-up.
/// </summary>
internal sealed class RbacAuthorizer(ObjectStore store)
{
    private static readonly string[] OpenPaths = ["/healthz", "/livez", "/readyz", "/version", "/api", "/apis", "/openapi", "/.well-known/openid-configuration"];

    public bool Allows(ApiUser user, AccessRequest request, out string reason)
    {
        reason = "";
        if (user.Groups.Contains(ApiUser.MastersGroup))
        {
            return true;
        }

        if (request.NonResourcePath is { } path && OpenPaths.Any(p => path == p || path.StartsWith(p + "/", StringComparison.Ordinal)))
        {
            return true;
        }

        var state = store.State;
        if (request.Group is "authorization.k8s.io" && request.Resource.StartsWith("selfsubject", StringComparison.Ordinal) && user != ApiUser.Anonymous)
        {
            return true;
        }

        if (state.Table(WellKnown.ClusterRoleBindings).IsEmpty && state.Table(WellKnown.RoleBindings).IsEmpty)
        {
            return user.Groups.Contains("system:authenticated");
        }

        foreach (var (binding, rule) in RulesOf(state, user, request.Namespace))
        {
            if (Matches(rule, request))
            {
                reason = $"RBAC: allowed by {binding}";
                return true;
            }
        }

        return false;
    }

    /// <summary>All rules that hold for a user: cluster-wide ones and those of the namespace, if one is given.</summary>
    public static IEnumerable<(string Binding, JsonObject Rule)> RulesOf(StoreState state, ApiUser user, string ns)
    {
        var bindings = state.List(WellKnown.ClusterRoleBindings);
        if (ns.Length > 0)
        {
            bindings = bindings.Concat(state.List(WellKnown.RoleBindings, ns));
        }

        foreach (var binding in bindings)
        {
            var node = binding.ToNode();
            if (node.List("subjects")?.OfType<JsonObject>().Any(s => IsSubject(s, user, binding.Key.Namespace)) != true || node.Map("roleRef") is not { } reference)
            {
                continue;
            }

            var isCluster = reference.Text("kind") == "ClusterRole";
            var key = new StoreKey(isCluster ? "" : binding.Key.Namespace, reference.Text("name") ?? "");
            var role = state.Find(isCluster ? WellKnown.ClusterRoles : WellKnown.Roles, key);
            foreach (var rule in role?.ToNode().List("rules")?.OfType<JsonObject>() ?? [])
            {
                yield return ($"{node.Text("kind")} \"{binding.Key}\" of {reference.Text("kind")} \"{key.Name}\"", rule);
            }
        }
    }

    private static bool IsSubject(JsonObject subject, ApiUser user, string bindingNamespace) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == user.Name,
        "Group" => user.Groups.Contains(subject.Text("name") ?? ""),
        "ServiceAccount" => user.Name == $"system:serviceaccount:{subject.Text("namespace") ?? bindingNamespace}:{subject.Text("name")}",
        _ => false,
    };

    private static bool Matches(JsonObject rule, AccessRequest request)
    {
        if (!Has(rule, "verbs", request.Verb))
        {
            return false;
        }

        if (request.NonResourcePath is { } path)
        {
            return rule.List("nonResourceURLs")?.Any(u => u.AsText() is { } url && (url == path || (url.EndsWith('*') && path.StartsWith(url[..^1], StringComparison.Ordinal)))) == true;
        }

        var names = rule.List("resourceNames");
        return Has(rule, "apiGroups", request.Group)
            && (Has(rule, "resources", request.FullResource) || (request.Subresource.Length > 0 && Has(rule, "resources", $"*/{request.Subresource}")))
            && (names is not { Count: > 0 } || names.Any(n => n.AsText() == request.Name));
    }

    private static bool Has(JsonObject rule, string list, string value)
        => rule.List(list)?.Any(v => v.AsText() is { } text && (text == "*" || text == value)) == true;
}
