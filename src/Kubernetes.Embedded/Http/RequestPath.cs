namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>The parts of a resource path, such as <c>/apis/apps/v1/namespaces/a/deployments/b/scale</c>.</summary>
internal sealed record RequestPath(string Group, string Version, string Resource, string? Namespace, string? Name, string? Subresource, bool LegacyWatch)
{
    /// <summary>The parts of a path, or null where it is not that of a resource.</summary>
    public static RequestPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string group, version;
        ReadOnlySpan<string> rest;
        switch (parts)
        {
            case ["api", var core, ..]:
                (group, version) = ("", core);
                rest = parts.AsSpan(2);
                break;
            case ["apis", var named, var at, ..]:
                (group, version) = (named, at);
                rest = parts.AsSpan(3);
                break;
            default:
                return null;
        }

        var watch = rest is ["watch", ..];
        if (watch)
        {
            rest = rest[1..];
        }

        string? ns = null;
        if (rest is ["namespaces", var home, _, ..] && !(rest.Length == 3 && rest[2] is "status" or "finalize"))
        {
            ns = home;
            rest = rest[2..];
        }

        return rest switch
        {
            [var resource] => new RequestPath(group, version, resource, ns, null, null, watch),
            [var resource, var name] => new RequestPath(group, version, resource, ns, name, null, watch),
            [var resource, var name, var sub, ..] => new RequestPath(group, version, resource, ns, name, sub, watch),
            _ => null,
        };
    }
}
