using System.Text.Json.Nodes;
using MeshActors.Kubernetes;

namespace MeshActors.MeshGenerator;

/// <summary>An object as it is applied.</summary>
/// <param name="Type">Its API resource.</param>
/// <param name="Namespace">Empty where it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Json">The whole of it, status included.</param>
public sealed record SyntheticObject(ResourceType Type, string Namespace, string Name, JsonObject Json)
{
    /// <summary>Adds what every object carries to what is special of it.</summary>
    internal static SyntheticObject Of(ResourceType type, string ns, string name, JsonObject content, JsonObject? labels = null)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns.Length > 0)
        {
            metadata["namespace"] = ns;
        }

        if (labels is not null)
        {
            metadata["labels"] = labels;
        }

        var json = new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = metadata };
        foreach (var (key, value) in content.ToArray())
        {
            content.Remove(key);
            json[key] = value;
        }

        return new(type, ns, name, json);
    }
}
