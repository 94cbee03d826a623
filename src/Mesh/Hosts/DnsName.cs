using System.Globalization;
using System.Text.RegularExpressions;

namespace MeshActors.Mesh.Hosts;

/// <summary>Tells well-formed DNS names from others, by RFC 1123 as Istio reads it: letters may be large.</summary>
public static partial class DnsName
{
    private const int MaxName = 255;
    private const int MaxLabel = 63;

    public static bool IsLabel(string text) => text.Length <= MaxLabel && Label().IsMatch(text);

    /// <summary>A full name; a final dot is allowed, a number as the last label is not.</summary>
    public static bool IsFull(string text) => text.Length is > 0 and <= MaxName && AreLabels(text);

    /// <summary>As <see cref="IsFull"/>, but the first label may be a wildcard or start with one.</summary>
    public static bool IsFullOrWildcard(string text)
    {
        if (text.Length is 0 or > MaxName)
        {
            return false;
        }

        var dot = text.IndexOf('.');
        var first = dot < 0 ? text : text[..dot];
        return first.Length <= MaxLabel && WildcardLabel().IsMatch(first) && (dot < 0 || AreLabels(text[(dot + 1)..]));
    }

    private static bool AreLabels(string text)
    {
        var labels = text.Split('.');
        if (int.TryParse(labels[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        var count = labels[^1].Length == 0 ? labels.Length - 1 : labels.Length;
        return labels.Take(count).All(IsLabel);
    }

    [GeneratedRegex(@"^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:\*|(?:\*-?)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)\z")]
    private static partial Regex WildcardLabel();
}
