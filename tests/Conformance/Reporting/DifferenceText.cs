using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Reporting;

/// <summary>Differences for a person to read: resource, path, expected and got.</summary>
public static class DifferenceText
{
    private const int LongestValue = 400;

    public static void Write(IReadOnlyList<CaseResult> results, TextWriter output)
    {
        foreach (var result in results)
        {
            output.WriteLine($"=== {result.Name}: {result.Total.Equal} of {result.Total.Resources} equal");
            foreach (var note in result.Notes)
            {
                output.WriteLine($"note: {note}");
            }

            foreach (var resource in result.Differences)
            {
                output.WriteLine(resource.Resource);
                foreach (var detail in resource.Details)
                {
                    output.WriteLine($"  {(detail.Path.Length == 0 ? "(whole)" : detail.Path)}");
                    output.WriteLine($"    expected: {Shorten(detail.Expected)}");
                    output.WriteLine($"    got:      {Shorten(detail.Got)}");
                }
            }

            output.WriteLine();
        }
    }

    private static string Shorten(string? json) =>
        json is null ? "(nothing)" : json.Length <= LongestValue ? json : $"{json[..LongestValue]}… ({json.Length} characters)";
}
