using MeshActors.Kubernetes.Embedded.Api;

namespace MeshActors.Kubernetes.Embedded.Selectors;

/// <summary>A label selector as requests write it: <c>a=b,c!=d,e in (x,y),f notin (z),g,!h</c>. All parts must hold.</summary>
public sealed class LabelSelector
{
    public static readonly LabelSelector Everything = new([]);

    private readonly IReadOnlyList<LabelRequirement> _requirements;

    internal LabelSelector(IReadOnlyList<LabelRequirement> requirements) => _requirements = requirements;

    public bool IsEverything => _requirements.Count == 0;

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="ApiException">The text is not a selector (400).</exception>
    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Everything;
        }

        return new LabelSelector([.. SplitOutsideParentheses(text).Select(part => ParseOne(part.Trim(), text))]);
    }

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static LabelRequirement ParseOne(string part, string whole)
    {
        if (part.EndsWith(')') && part.IndexOf('(') is > 0 and var open)
        {
            var words = part[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var key, "in" or "notin"])
            {
                return new LabelRequirement(key, words[1] == "in" ? LabelOperator.In : LabelOperator.NotIn, Values(part[(open + 1)..^1]));
            }
        }
        else if (part.IndexOf("!=", StringComparison.Ordinal) is > 0 and var unequal)
        {
            return new LabelRequirement(part[..unequal].Trim(), LabelOperator.NotIn, [part[(unequal + 2)..].Trim()]);
        }
        else if (part.IndexOf('=') is > 0 and var equal)
        {
            return new LabelRequirement(part[..equal].Trim(), LabelOperator.In, [part[(equal + 1)..].TrimStart('=').Trim()]);
        }
        else if (part.StartsWith('!') && IsKey(part[1..].Trim()))
        {
            return new LabelRequirement(part[1..].Trim(), LabelOperator.DoesNotExist, []);
        }
        else if (IsKey(part))
        {
            return new LabelRequirement(part, LabelOperator.Exists, []);
        }

        throw ApiException.BadRequest($"unable to parse requirement: found '{part}' in selector '{whole}'");
    }

    private static string[] Values(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    private static bool IsKey(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
