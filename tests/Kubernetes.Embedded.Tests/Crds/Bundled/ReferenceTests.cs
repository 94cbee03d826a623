using System.Text.Json.Nodes;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Crds.Bundled;

/// <summary>The bundled definitions beside those of Istio: the same kinds, names, columns, fields, types and bounds.</summary>
public sealed class ReferenceTests
{
    // Descriptions are each project's own, and rules and alternatives may be written in several ways: other tests look at what they do.
    private static readonly string[] Free = ["description", "x-kubernetes-validations", "oneOf", "anyOf", "allOf"];

    [SharedDataFact(CrdSet.ReferencePath)]
    public void Definitions_BesideIstios_HaveTheSameForm()
    {
        var bundled = CrdSet.Bundled.Definitions;
        var reference = CrdSet.Reference.Definitions;

        bundled.Keys.ShouldBe(reference.Keys, ignoreOrder: true);
        foreach (var (name, crd) in bundled)
        {
            var mine = Form(crd["spec"]!);
            var theirs = Form(reference[name]["spec"]!);
            mine["names"]!.ToJsonString().ShouldBe(theirs["names"]!.ToJsonString(), name);
            Versions(mine).Keys.ShouldBe(Versions(theirs).Keys, ignoreOrder: true, name);
            foreach (var (version, form) in Versions(mine))
            {
                form.ToJsonString().ShouldBe(Versions(theirs)[version].ToJsonString(), $"{name} {version}");
            }
        }
    }

    private static Dictionary<string, JsonNode> Versions(JsonNode spec)
        => spec["versions"]!.AsArray().ToDictionary(v => v!["name"]!.GetValue<string>(), v => v!);

    /// <summary>A copy without the free parts, with members in order, and names that mean a set too.</summary>
    private static JsonNode Form(JsonNode node, bool isMap = false) => node switch
    {
        JsonObject map => new JsonObject(map
            .Where(member => isMap || !Free.Contains(member.Key))
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(
                member.Key,
                (JsonNode?)(member.Key is "required" && !isMap ? Sorted(member.Value!) : Form(member.Value!, member.Key == "properties" && !isMap))))),
        JsonArray list => new JsonArray([.. list.Select(item => Form(item!))]),
        _ => node.DeepClone(),
    };

    private static JsonArray Sorted(JsonNode names)
        => new([.. names.AsArray().Select(n => n!.GetValue<string>()).Order(StringComparer.Ordinal).Select(n => (JsonNode?)n)]);
}
