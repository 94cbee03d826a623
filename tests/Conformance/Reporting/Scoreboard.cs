using System.Globalization;
using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Reporting;

/// <summary>The table of results: by name prefix, then by sort of resource.</summary>
public static class Scoreboard
{
    public static void Write(IReadOnlyList<CaseResult> results, TextWriter output)
    {
        output.WriteLine($"{"cases",-22}{"equal",16}{"resources equal",26}");
        foreach (var group in results.GroupBy(result => result.Prefix).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            WriteCases(group.Key, [.. group], output);
        }

        WriteCases("total", results, output);

        var parts = results.SelectMany(result => result.Parts).GroupBy(part => part.Key).OrderBy(group => group.Key, StringComparer.Ordinal);
        output.WriteLine();
        foreach (var part in parts)
        {
            var tally = part.Aggregate(default(Tally), (sum, next) => sum + next.Value);
            output.WriteLine($"{part.Key,-22}{"",16}{Share(tally.Equal, tally.Resources),26}");
        }
    }

    private static void WriteCases(string name, IReadOnlyList<CaseResult> results, TextWriter output)
    {
        var tally = results.Aggregate(default(Tally), (sum, result) => sum + result.Total);
        var cases = Share(results.Count(result => result.IsEqual), results.Count);
        output.WriteLine($"{name,-22}{cases,16}{Share(tally.Equal, tally.Resources),26}");
    }

    private static string Share(int part, int whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{part}/{whole} {(whole == 0 ? 0 : Math.Floor(1000.0 * part / whole) / 10),6:F1}%");
}
