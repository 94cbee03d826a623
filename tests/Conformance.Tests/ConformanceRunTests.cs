using System.Text.Json;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds;
using MeshActors.Testing;

namespace MeshActors.Conformance.Tests;

public sealed class ConformanceRunTests : IDisposable
{
    private readonly SmallCase _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public async Task Run_WithJsonFile_WritesTotalAndEachCase()
    {
        var json = Path.Combine(_small.Folder, "result.json");

        var (code, _, _) = await RunAsync(new RunOptions { Folder = _small.Folder, JsonFile = json });

        code.ShouldBe(ConformanceRun.Done);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json));
        foreach (var name in new[] { "total", "sample-one" })
        {
            document.RootElement.GetProperty(name).EnumerateObject().Select(member => (member.Name, member.Value.GetInt32())).ShouldBe(
                [("cases", 1), ("casesEqual", 1), ("resources", 4), ("resourcesEqual", 4)]);
        }
    }

    [Fact]
    public async Task Run_AllEqual_PrintsAScoreboardByPrefixAndSort()
    {
        var (_, output, _) = await RunAsync(new RunOptions { Folder = _small.Folder });

        var lines = output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        lines.ShouldContain(words => words.SequenceEqual(new[] { "sample", "1/1", "100.0%", "4/4", "100.0%" }));
        lines.ShouldContain(words => words.SequenceEqual(new[] { "endpoints", "1/1", "100.0%" }));
    }

    [Fact]
    public async Task Run_WithShow_PrintsResourcePathExpectedAndGot()
    {
        var subjects = new RecordedSubjects((sort, resources) => sort == ResourceSort.Endpoints ? [] : resources);

        var (_, output, _) = await RunAsync(new RunOptions { Folder = _small.Folder, ShowOnly = "sample-one" }, subjects);

        output.ShouldContain("=== sample-one: 3 of 4 equal");
        output.ShouldContain("web endpoints c\n  (whole)\n    expected: {\"clusterName\":\"c\"");
        output.ShouldContain("    got:      (nothing)");
    }

    [Theory]
    [InlineData("sample-*", null, true)]
    [InlineData("lab-*", null, false)]
    [InlineData(null, "xds", false)]
    [InlineData(null, "Gateway.gateway.networking.k8s.io", false)]
    [InlineData(null, "Gateway", true)]
    public void Find_IncludeAndExcludedKinds_ChooseCases(string? include, string? excluded, bool found) =>
        CaseFolder.Find(new RunOptions { Folder = _small.Folder, Include = include, ExcludeKinds = excluded is null ? new HashSet<string>() : [excluded] })
            .Any().ShouldBe(found);

    [Fact]
    public async Task Run_KindWithoutRunner_IsLeftOutWithANotice()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_small.Folder, "other")).FullName, "case.json"), """{"kind":"future"}""");

        var (code, output, errors) = await RunAsync(new RunOptions { Folder = _small.Folder });

        code.ShouldBe(ConformanceRun.Done);
        errors.ShouldContain("1 cases of kind future left out");
        output.ShouldContain("4/4");
    }

    [Fact]
    public async Task Run_FolderThatIsNotThere_SaysSo()
    {
        var (code, _, errors) = await RunAsync(new RunOptions { Folder = Path.Combine(_small.Folder, "nowhere") });

        code.ShouldBe(ConformanceRun.BadUsage);
        errors.ShouldContain("nowhere is no folder");
    }

    [SharedDataFact("conformance/xds")]
    public async Task Run_SampleCasesAnsweredAsRecorded_AreEqual()
    {
        var folder = SharedData.Find("conformance/xds")!;

        var (code, output, _) = await RunAsync(new RunOptions { Folder = folder, Include = "sample-*" });

        code.ShouldBe(ConformanceRun.Done);
        var total = output.Split('\n').Single(line => line.StartsWith("total", StringComparison.Ordinal));
        total.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word == "100.0%").ShouldBe(2);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(RunOptions options, IXdsSubjects? subjects = null)
    {
        var kind = new XdsCaseKind(subjects ?? new RecordedSubjects(), options.ShowOnly is not null);
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var kinds = new Dictionary<string, ICaseKind> { [kind.Kind] = kind };
        var code = await ConformanceRun.RunAsync(options, kinds, output, errors, CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }
}
