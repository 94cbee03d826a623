using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Selectors;

/// <summary>A field selector such as <c>metadata.name=a,status.phase!=Running</c>, over the fields that the kind offers.</summary>
internal sealed class FieldSelector
{
    public static readonly FieldSelector Everything = new([]);

    private readonly IReadOnlyList<(string[] Path, string Value, bool Negated)> _terms;
    private readonly bool _needsObject;

    private FieldSelector(IReadOnlyList<(string[] Path, string Value, bool Negated)> terms)
    {
        _terms = terms;
        _needsObject = terms.Any(t => t.Path is not ["metadata", "name" or "namespace"]);
    }

    public bool IsEverything => _terms.Count == 0;

    /// <summary>The name that must be equal, where the selector asks for one object; else null.</summary>
    public string? SingleName => _terms.FirstOrDefault(t => !t.Negated && t.Path is ["metadata", "name"]).Value;

    /// <param name="supported">The fields of the kind besides metadata.name and metadata.namespace.</param>
    /// <exception cref="ApiException">The text is no selector or the kind does not offer the field (400).</exception>
    public static FieldSelector Parse(string? text, IReadOnlyCollection<string> supported)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Everything;
        }

        var terms = new List<(string[], string, bool)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equal = part.IndexOf('=');
            if (equal <= 0)
            {
                throw ApiException.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            }

            var negated = part[equal - 1] == '!';
            var field = part[..(negated ? equal - 1 : equal)].Trim();
            if (field is not ("metadata.name" or "metadata.namespace") && !supported.Contains(field))
            {
                throw ApiException.BadRequest($"Unable to find that field selector: field label not supported: {field}");
            }

            terms.Add((field.Split('.'), part[(equal + 1)..].TrimStart('=').Trim(), negated));
        }

        return new FieldSelector(terms);
    }

    public bool Matches(StoredObject item)
    {
        if (_terms.Count == 0)
        {
            return true;
        }

        var node = _needsObject ? item.ToNode() : null;
        foreach (var (path, value, negated) in _terms)
        {
            var actual = path switch
            {
                ["metadata", "name"] => item.Key.Name,
                ["metadata", "namespace"] => item.Key.Namespace,
                _ => Show(node!.At(path)),
            };
            if (actual == value == negated)
            {
                return false;
            }
        }

        return true;
    }

    private static string Show(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.AsText() is { } text => text,
        _ => node.ToJsonString(),
    };
}
