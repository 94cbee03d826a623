using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Cel;

/// <summary>Checks the <c>x-kubernetes-validations</c> of a schema on an object, wherever in it they stand.</summary>
internal static class CelRules
{
    private static readonly ConcurrentDictionary<string, CelNode> Parsed = new();

    /// <param name="old">The value before an update, for rules on the change (<c>oldSelf</c>); null on creation.</param>
    public static void Check(SchemaNode schema, JsonNode? value, JsonNode? old, string path, List<FieldError> errors)
    {
        if (value is null)
        {
            return;
        }

        foreach (var rule in schema.Rules)
        {
            var transition = rule.Expression.Contains("oldSelf", StringComparison.Ordinal);
            if (!transition || old is not null)
            {
                CheckOne(rule, value, old, path, errors);
            }
        }

        switch (value)
        {
            case JsonObject map:
                foreach (var (name, child) in map)
                {
                    if (schema.Field(name) is { } field)
                    {
                        Check(field, child, (old as JsonObject)?[name], path.Length == 0 ? name : $"{path}.{name}", errors);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Check(items, list[i], OldItem(schema, list[i], old as JsonArray), $"{path}[{i}]", errors);
                }

                break;
        }
    }

    /// <summary>Reads an expression, for the check of a CustomResourceDefinition.</summary>
    /// <exception cref="CelException">The text is no expression.</exception>
    public static CelNode Parse(string expression) => Parsed.GetOrAdd(expression, CelParser.Parse);

    private static void CheckOne(SchemaRule rule, JsonNode value, JsonNode? old, string path, List<FieldError> errors)
    {
        var at = rule.FieldPath is { Length: > 0 } below ? path + below : path;
        try
        {
            var scope = new CelScope("self", value, old is null ? null : new CelScope("oldSelf", old, null));
            if (CelEvaluator.Truth(new CelEvaluator().Evaluate(Parse(rule.Expression), scope)))
            {
                return;
            }

            errors.Add(new FieldError(at, rule.Reason ?? "FieldValueInvalid", Words(rule, value, scope)));
        }
        catch (CelException fault)
        {
            errors.Add(FieldError.Invalid(at, Shown(value), $"rule evaluation error: {fault.Message}: {rule.Expression}"));
        }
    }

    private static string Words(SchemaRule rule, JsonNode value, CelScope scope)
    {
        var message = rule.Message ?? $"failed rule: {rule.Expression.Trim()}";
        if (rule.MessageExpression is { } expression)
        {
            try
            {
                message = new CelEvaluator().Evaluate(Parse(expression), scope) as string ?? message;
            }
            catch (CelException)
            {
                // A message that cannot be made must not hide that the rule failed; the fixed one stands.
            }
        }

        return rule.Reason switch
        {
            "FieldValueRequired" => $"Required value: {message}",
            "FieldValueForbidden" => $"Forbidden: {message}",
            "FieldValueDuplicate" => $"Duplicate value: {Shown(value)}",
            _ => $"Invalid value: {Shown(value)}: {message}",
        };
    }

    private static string Shown(JsonNode value) => value switch
    {
        JsonObject => "\"object\"",
        JsonArray => "\"array\"",
        _ => JsonBytes.Show(value),
    };

    private static JsonNode? OldItem(SchemaNode schema, JsonNode? item, JsonArray? old)
    {
        if (schema.ListKind != ListKind.Map || item is not JsonObject map)
        {
            return null;
        }

        var key = ListChecks.KeyOf(schema, map);
        return old?.OfType<JsonObject>().FirstOrDefault(o => JsonNode.DeepEquals(ListChecks.KeyOf(schema, o), key));
    }
}
