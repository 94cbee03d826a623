using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Selectors;

/// <summary>Reads a selector written as an object with <c>matchLabels</c> and <c>matchExpressions</c>; null or empty selects everything.</summary>
public static class LabelSelectorObject
{
    public static LabelSelector Read(JsonObject? selector)
    {
        if (selector is null || selector.Count == 0)
        {
            return LabelSelector.Everything;
        }

        var requirements = new List<LabelRequirement>();
        foreach (var (key, value) in selector.Map("matchLabels") ?? [])
        {
            requirements.Add(new LabelRequirement(key, LabelOperator.In, [value.AsText() ?? ""]));
        }

        foreach (var expression in selector.List("matchExpressions")?.OfType<JsonObject>() ?? [])
        {
            var operation = expression.Text("operator") switch
            {
                "In" => LabelOperator.In,
                "NotIn" => LabelOperator.NotIn,
                "Exists" => LabelOperator.Exists,
                _ => LabelOperator.DoesNotExist,
            };
            requirements.Add(new LabelRequirement(
                expression.Text("key") ?? "",
                operation,
                [.. expression.List("values")?.Select(v => v.AsText() ?? "") ?? []]));
        }

        return new LabelSelector(requirements);
    }

    /// <summary>The selector as requests and scale subresources write it.</summary>
    public static string Format(JsonObject? selector)
    {
        var parts = new List<string>();
        foreach (var (key, value) in selector?.Map("matchLabels") ?? [])
        {
            parts.Add($"{key}={value.AsText()}");
        }

        foreach (var expression in selector?.List("matchExpressions")?.OfType<JsonObject>() ?? [])
        {
            var key = expression.Text("key");
            var values = string.Join(",", expression.List("values")?.Select(v => v.AsText()) ?? []);
            parts.Add(expression.Text("operator") switch
            {
                "In" => $"{key} in ({values})",
                "NotIn" => $"{key} notin ({values})",
                "Exists" => key ?? "",
                _ => $"!{key}",
            });
        }

        return string.Join(",", parts);
    }
}
