using System.Globalization;
using System.Text.RegularExpressions;

namespace MeshActors.Microbenchmarks.Scale;

/// <summary>
/// Makes a case larger as its authors did: what they numbered from 0 to 4 is numbered on, in every name, host and address.
/// </summary>
internal static partial class Multiplication
{
    /// <summary>How many of each numbered object a case has.</summary>
    private const int Numbered = 5;

    private const int AddressesInRange = 255;

    /// <summary>The texts of objects (or names) and their copies; those without a number stay alone.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> texts, int times) => texts.SelectMany(text => Copies(text, times));

    private static IEnumerable<string> Copies(string text, int times) =>
        IsNumbered(text) ? Enumerable.Range(0, times).Select(copy => copy == 0 ? text : Copy(text, copy * Numbered)) : [text];

    // Nodes, Pods and the like of the proxies have numbers too, but are no part of what grows.
    private static bool IsNumbered(string text) =>
        Name().IsMatch(text) && (!text.StartsWith('{') || NumberedName().IsMatch(text)) && !WorkloadKinds().IsMatch(text);

    private static string Copy(string text, int offset) => Address().Replace(
        Name().Replace(text, match => "-" + Shifted(match.Groups[1].Value, offset)),
        match =>
        {
            var number = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + offset;
            return string.Create(CultureInfo.InvariantCulture, $"240.{match.Groups[1].Value}.{number / AddressesInRange}.{number % AddressesInRange}");
        });

    private static string Shifted(string number, int offset) =>
        (int.Parse(number, CultureInfo.InvariantCulture) + offset).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=[a-z])-(\d+)(?![\w])")]
    private static partial Regex Name();

    [GeneratedRegex("\"name\":\\s*\"[a-z-]+-\\d+\"")]
    private static partial Regex NumberedName();

    [GeneratedRegex("\"kind\":\\s*\"(Node|Pod|EndpointSlice)\"")]
    private static partial Regex WorkloadKinds();

    [GeneratedRegex(@"240\.(240|241)\.0\.(\d+)")]
    private static partial Regex Address();
}
