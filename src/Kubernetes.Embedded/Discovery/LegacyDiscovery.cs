using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Kinds;

namespace MeshActors.Kubernetes.Embedded.Discovery;

/// <summary>Discovery as every client knows it: APIVersions, APIGroupList and APIResourceList.</summary>
internal static class LegacyDiscovery
{
    public static JsonObject CoreVersions(string host) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = host }),
    };

    public static JsonObject Groups(ResourceCatalog catalog) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. catalog.Groups.Where(g => g.Name.Length > 0).Select(Group)]),
    };

    public static JsonObject Group(ServedGroup group) => new()
    {
        ["name"] = group.Name,
        ["versions"] = new JsonArray([.. group.Versions.Select(v => VersionOf(group, v))]),
        ["preferredVersion"] = VersionOf(group, group.Versions[0]),
    };

    public static JsonObject Resources(ServedGroup group, string version)
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
                ["name"] = definition.Id.Resource,
                ["singularName"] = definition.Singular,
                ["namespaced"] = definition.Namespaced,
                ["kind"] = definition.Kind,
                ["verbs"] = Texts(ResourceVerbs.Of(definition)),
            };
            if (definition.ShortNames.Count > 0)
            {
                node["shortNames"] = Texts(definition.ShortNames);
            }

            if (definition.Categories.Count > 0)
            {
                node["categories"] = Texts(definition.Categories);
            }

            if (!definition.IsVirtual)
            {
                node["storageVersionHash"] = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{definition.StorageId}/{definition.Kind}"))[..8]);
            }

            list.Add((JsonNode?)node);
            foreach (var (name, kind, kindGroup, kindVersion, verbs) in ResourceVerbs.Subresources(definition, served))
            {
                var sub = new JsonObject
                {
                    ["name"] = $"{definition.Id.Resource}/{name}",
                    ["singularName"] = "",
                    ["namespaced"] = definition.Namespaced,
                    ["kind"] = kind,
                    ["verbs"] = Texts(verbs),
                };
                if (kindGroup is not null)
                {
                    sub["group"] = kindGroup;
                    sub["version"] = kindVersion;
                }

                list.Add((JsonNode?)sub);
            }
        }

        return new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.ApiVersion(version),
            ["resources"] = list,
        };
    }

    internal static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(v => JsonValue.Create(v))];

    private static JsonNode VersionOf(ServedGroup group, string version)
        => new JsonObject { ["groupVersion"] = group.ApiVersion(version), ["version"] = version };
}
