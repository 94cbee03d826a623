using System.Collections.Concurrent;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Reporting;

namespace MeshActors.Conformance;

/// <summary>Runs the chosen cases and reports.</summary>
public static class ConformanceRun
{
    public const int Done = 0;
    public const int BadUsage = 1;
    public const int NotAvailable = 2;

    // Two keep a two-core machine busy while one of them reads files; more would only hold more of them in memory.
    private const int CasesAtOnce = 2;

    /// <returns>an exit code: differences are a result, not a failure of the program</returns>
    public static async Task<int> RunAsync(RunOptions options, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(options, CaseKinds.For(options), output, errors, cancellation);
        }
        catch (NotAvailableException e)
        {
            await errors.WriteLineAsync($"not available: {e.Message}");
            return NotAvailable;
        }
    }

    /// <inheritdoc cref="RunAsync(RunOptions, TextWriter, TextWriter, CancellationToken)"/>
    /// <param name="kinds">the runners by kind</param>
    public static async Task<int> RunAsync(
        RunOptions options,
        IReadOnlyDictionary<string, ICaseKind> kinds,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellation)
    {
        IReadOnlyList<CaseFile> cases;
        try
        {
            cases = CaseFolder.Find(options);
        }
        catch (DirectoryNotFoundException e)
        {
            await errors.WriteLineAsync(e.Message);
            return BadUsage;
        }

        var known = cases.Where(file => kinds.ContainsKey(file.Kind)).ToList();
        foreach (var group in cases.Where(file => !kinds.ContainsKey(file.Kind)).GroupBy(file => file.Kind))
        {
            await errors.WriteLineAsync($"notice: {group.Count()} cases of kind {group.Key} left out, as no runner is written for it");
        }

        if (known.Count == 0)
        {
            await errors.WriteLineAsync($"no case to run in {options.Folder}");
            return BadUsage;
        }

        var results = new ConcurrentBag<CaseResult>();
        await Parallel.ForEachAsync(
            known,
            new ParallelOptions { MaxDegreeOfParallelism = CasesAtOnce, CancellationToken = cancellation },
            async (file, token) => results.Add(await kinds[file.Kind].RunAsync(file, token)));

        await ReportAsync(options, [.. results.OrderBy(result => result.Name, StringComparer.Ordinal)], output, cancellation);
        return Done;
    }

    private static async Task ReportAsync(RunOptions options, IReadOnlyList<CaseResult> results, TextWriter output, CancellationToken cancellation)
    {
        if (options.ShowOnly is not null)
        {
            DifferenceText.Write(results, output);
        }

        Scoreboard.Write(results, output);
        if (options.JsonFile is not null)
        {
            await File.WriteAllBytesAsync(options.JsonFile, JsonReport.Of(results), cancellation);
        }
    }
}
