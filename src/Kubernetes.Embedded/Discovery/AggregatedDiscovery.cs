using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Discovery;

/// <summary>Aggregated discovery: all groups, versions and resources in one answer, for clients of 1.26 and later.</summary>
internal static class AggregatedDiscovery
{
    public static JsonObject Write(IEnumerable<ServedGroup> groups, string apiVersion) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = $"apidiscovery.k8s.io/{apiVersion}",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. groups.Select(Group)]),
    };

    private static JsonNode Group(ServedGroup group) => new JsonObject
    {
        ["metadata"] = group.Name.Length == 0 ? new JsonObject { ["creationTimestamp"] = null } : new JsonObject { ["name"] = group.Name, ["creationTimestamp"] = null },
        ["versions"] = new JsonArray([.. group.Versions.Select(v => new JsonObject
        {
            ["version"] = v,
            ["resources"] = Resources(group, v),
            ["freshness"] = "Current",
        })]),
    };

    private static JsonArray Resources(ServedGroup group, string version)
    {
        var list = new JsonArray();
        foreach (var definition in group.Resources)
        {
            if (definition.Versions.FirstOrDefault(v => v.Served && v.Name == version) is not { } served)
            {
                continue;
            }

            var node = new JsonObject
            {
                ["resource"] = definition.Id.Resource,
                ["responseKind"] = Kind(group.Name, version, definition.Kind),
                ["scope"] = definition.Namespaced ? "Namespaced" : "Cluster",
                ["singularResource"] = definition.Singular,
                ["verbs"] = LegacyDiscovery.Texts(ResourceVerbs.Of(definition)),
            };
            if (definition.ShortNames.Count > 0)
            {
                node["shortNames"] = LegacyDiscovery.Texts(definition.ShortNames);
            }

            if (definition.Categories.Count > 0)
            {
                node["categories"] = LegacyDiscovery.Texts(definition.Categories);
            }

            var subresources = ResourceVerbs.Subresources(definition, served).Select(s => new JsonObject
            {
                ["subresource"] = s.Name,
                ["responseKind"] = Kind(s.Group ?? group.Name, s.Version ?? version, s.Kind),
                ["verbs"] = LegacyDiscovery.Texts(s.Verbs),
            }).ToArray();
            if (subresources.Length > 0)
            {
                node["subresources"] = new JsonArray([.. subresources]);
            }

            list.Add((JsonNode?)node);
        }

        return list;
    }

    private static JsonObject Kind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };
}
