using MeshActors.Mesh.Networking;

namespace MeshActors.Mesh.View;

/// <summary>
/// Narrows the matches of a delegating route by those of the delegate. A delegate's match is kept with every match of the
/// root that covers it; one that no match of the root covers makes the delegate's route void.
/// </summary>
internal static class HttpMatchMerge
{
    /// <returns>Null where the two contradict each other.</returns>
    public static IReadOnlyList<HttpMatchRequest>? Merge(IReadOnlyList<HttpMatchRequest> root, IReadOnlyList<HttpMatchRequest> leaf)
    {
        if (root.Count == 0)
        {
            return leaf;
        }

        if (leaf.Count == 0)
        {
            return root;
        }

        List<HttpMatchRequest> merged = [];
        foreach (var narrow in leaf)
        {
            var before = merged.Count;
            merged.AddRange(root.Where(wide => !Contradicts(wide, narrow)).Select(wide => Merge(wide, narrow)));
            if (merged.Count == before)
            {
                return null;
            }
        }

        return merged;
    }

    private static HttpMatchRequest Merge(HttpMatchRequest root, HttpMatchRequest leaf) => leaf with
    {
        Name = JoinNames(root.Name, leaf.Name),
        Uri = leaf.Uri ?? root.Uri,
        Scheme = leaf.Scheme ?? root.Scheme,
        Method = leaf.Method ?? root.Method,
        Authority = leaf.Authority ?? root.Authority,
        Headers = Union(root.Headers, leaf.Headers),
        WithoutHeaders = Union(root.WithoutHeaders, leaf.WithoutHeaders),
        QueryParams = Union(root.QueryParams, leaf.QueryParams),
        Port = leaf.Port != 0 ? leaf.Port : root.Port,
        SourceLabels = Union(root.SourceLabels, leaf.SourceLabels),
        SourceNamespace = leaf.SourceNamespace.Length > 0 ? leaf.SourceNamespace : root.SourceNamespace,
        Gateways = leaf.Gateways.Count > 0 ? leaf.Gateways : root.Gateways,
        StatPrefix = leaf.StatPrefix.Length > 0 ? leaf.StatPrefix : root.StatPrefix,
    };

    /// <summary>A merged route or match carries both names, root first.</summary>
    public static string JoinNames(string root, string leaf)
    {
        if (leaf.Length == 0)
        {
            return root;
        }

        return root.Length == 0 ? leaf : $"{root}-{leaf}";
    }

    private static IReadOnlyDictionary<string, T> Union<T>(IReadOnlyDictionary<string, T> root, IReadOnlyDictionary<string, T> leaf)
    {
        if (root.Count == 0)
        {
            return leaf;
        }

        var union = new Dictionary<string, T>(root, StringComparer.Ordinal);
        foreach (var (key, value) in leaf)
        {
            union[key] = value;
        }

        return union;
    }

    private static bool Contradicts(HttpMatchRequest root, HttpMatchRequest leaf)
    {
        return Contradicts(root.Uri, leaf.Uri)
            || Contradicts(root.Scheme, leaf.Scheme)
            || Contradicts(root.Method, leaf.Method)
            || Contradicts(root.Authority, leaf.Authority)
            || AnyContradicts(root.Headers, leaf.Headers)
            || AnyContradicts(root.WithoutHeaders, leaf.WithoutHeaders)
            || AnyContradicts(root.QueryParams, leaf.QueryParams)
            || root.IgnoreUriCase != leaf.IgnoreUriCase
            || (root.Port > 0 && leaf.Port > 0 && root.Port != leaf.Port)
            || (root.SourceNamespace.Length > 0 && leaf.SourceNamespace != root.SourceNamespace)
            || leaf.SourceLabels.Any(label => root.SourceLabels.TryGetValue(label.Key, out var value) && value != label.Value)
            || (root.Gateways.Count > 0 && leaf.Gateways.Count > 0 && leaf.Gateways.Except(root.Gateways, StringComparer.Ordinal).Any())
            || (root.Gateways.Count > 0 && leaf.Gateways.Count > root.Gateways.Count);
    }

    private static bool AnyContradicts(IReadOnlyDictionary<string, StringMatch> root, IReadOnlyDictionary<string, StringMatch> leaf) =>
        leaf.Any(entry => root.TryGetValue(entry.Key, out var wide) && Contradicts(wide, entry.Value));

    private static bool Contradicts(StringMatch? root, StringMatch? leaf)
    {
        if (root is null || leaf is null)
        {
            return false;
        }

        // Whether one expression covers another cannot be told, so an expression on either side excludes the other.
        if (IsSet(root.Regex) || IsSet(leaf.Regex))
        {
            return true;
        }

        if (IsSet(root.Exact))
        {
            return IsSet(leaf.Prefix) || leaf.Exact != root.Exact;
        }

        if (IsSet(root.Prefix))
        {
            var narrow = IsSet(leaf.Prefix) ? leaf.Prefix : leaf.Exact;
            return !IsSet(narrow) || !narrow!.StartsWith(root.Prefix!, StringComparison.Ordinal);
        }

        return true;
    }

    private static bool IsSet(string? text) => !string.IsNullOrEmpty(text);
}
