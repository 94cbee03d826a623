using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

/// <summary>
/// Writes the paths of a resource. Clients read two things from them: which kind a path is of, and whether its patch
/// takes <c>dryRun</c> and <c>fieldValidation</c>.
/// </summary>
internal static class PathWriter
{
    private static readonly (string Name, string Type)[] WriteParameters =
    [
        ("dryRun", "string"), ("fieldManager", "string"), ("fieldValidation", "string"), ("force", "boolean"),
    ];

    public static IEnumerable<(string Path, JsonObject Item)> Write(ResourceView view, bool isVersion3)
    {
        var id = view.Definition.Id;
        var prefix = id.Group.Length == 0 ? $"/api/{view.Version.Name}" : $"/apis/{id.Group}/{view.Version.Name}";
        var collection = view.Definition.Namespaced ? $"{prefix}/namespaces/{{namespace}}/{id.Resource}" : $"{prefix}/{id.Resource}";
        yield return (collection, new JsonObject { ["get"] = Operation(view, "list", isVersion3, []), ["post"] = Operation(view, "post", isVersion3, WriteParameters) });
        if (!view.Definition.IsVirtual)
        {
            yield return ($"{collection}/{{name}}", new JsonObject
            {
                ["get"] = Operation(view, "get", isVersion3, []),
                ["put"] = Operation(view, "put", isVersion3, WriteParameters),
                ["patch"] = Operation(view, "patch", isVersion3, WriteParameters),
                ["delete"] = Operation(view, "delete", isVersion3, WriteParameters[..1]),
            });
        }
    }

    private static JsonObject Operation(ResourceView view, string action, bool isVersion3, (string Name, string Type)[] parameters) => new()
    {
        ["operationId"] = $"{action}{view.Definition.Id.Group.Replace(".", "", StringComparison.Ordinal)}{view.Version.Name}{view.Definition.Kind}",
        ["parameters"] = new JsonArray([.. parameters.Select(p => Parameter(p.Name, p.Type, isVersion3))]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = action,
        ["x-kubernetes-group-version-kind"] = new JsonObject
        {
            ["group"] = view.Definition.Id.Group,
            ["version"] = view.Version.Name,
            ["kind"] = view.Definition.Kind,
        },
    };

    private static JsonNode Parameter(string name, string type, bool isVersion3)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = "query" };
        if (isVersion3)
        {
            parameter["schema"] = new JsonObject { ["type"] = type };
        }
        else
        {
            parameter["type"] = type;
            parameter["uniqueItems"] = true;
        }

        return parameter;
    }
}
