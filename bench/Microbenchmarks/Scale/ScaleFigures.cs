using System.Globalization;

namespace MeshActors.Microbenchmarks.Scale;

/// <summary>
/// Translation of the <c>sample-scale-*</c> cases of the conformance data, larger and larger: <c>Microbenchmarks scale
/// [FOLDER]</c>. Cold is a new view and a new translator, with code that ran before on others; then one object changes.
/// </summary>
internal static class ScaleFigures
{
    private const int ColdRuns = 15;
    private const int Changes = 25;
    private const int WarmUpSize = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <param name="folder">The folder of the cases.</param>
    /// <param name="only">What the titles must contain; empty for all.</param>
    public static void Print(string folder, string only)
    {
        if (!Directory.Exists(folder))
        {
            Console.WriteLine($"Skipped: the translation of sample inputs, as there is no {folder}.");
            return;
        }

        Console.WriteLine("| case | size | part | cold ms | cold kB | after a change µs | kB | istiod cold ms |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var scaleCase in ScaleCases.Compared.Concat(ScaleCases.Samples).Where(c => c.Title.Contains(only, StringComparison.Ordinal)))
        {
            var sample = SampleCase.Load(Path.Combine(folder, "sample-scale-" + scaleCase.Folder));
            WarmUpCode(sample, scaleCase);
            foreach (var size in scaleCase.Sizes)
            {
                Print(sample, scaleCase, size);
            }
        }
    }

    private static void WarmUpCode(SampleCase sample, ScaleCase scaleCase)
    {
        var end = ThreadClock.Milliseconds + WarmUp.TotalMilliseconds;
        while (ThreadClock.Milliseconds < end)
        {
            var run = new ScaleRun(sample, scaleCase, WarmUpSize);
            for (var number = 1; number <= Changes; number++)
            {
                run.Translate((_, work) => work());
                run.Change(number);
            }
        }
    }

    private static void Print(SampleCase sample, ScaleCase scaleCase, int size)
    {
        var cold = Parts();
        ScaleRun run = null!;
        for (var i = 0; i < ColdRuns; i++)
        {
            run = new(sample, scaleCase, size);
            GC.Collect();
            run.Translate((part, work) => cold[part].Run(work));
        }

        var resources = run.Resources;
        var changed = Parts();
        for (var number = 1; number <= Changes; number++)
        {
            run.Change(number);
            run.Translate((part, work) => changed[part].Run(work));
        }

        foreach (var part in Enum.GetValues<ScalePart>())
        {
            var istiod = scaleCase.Istiod.FirstOrDefault(figure => figure.Part == part);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {scaleCase.Title} | x{size} ({resources}) | {part} | {cold[part].Milliseconds:F3} | {cold[part].Bytes / 1024.0:F0} | {changed[part].Milliseconds * 1000:F1} | {changed[part].Bytes / 1024.0:F1} | {istiod?.Milliseconds} |"));
        }
    }

    private static Dictionary<ScalePart, Measurement> Parts() => Enum.GetValues<ScalePart>().ToDictionary(part => part, _ => new Measurement());
}
