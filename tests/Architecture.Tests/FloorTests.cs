using System.Xml.Linq;
using MeshActors.Testing;

namespace MeshActors.Architecture.Tests;

/// <summary>Reads the project files and holds them to the floors of docs/architecture.md.</summary>
public sealed class FloorTests
{
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["EnvoyApi"] = 1,
        ["Grpc"] = 1,
        ["Yaml"] = 1,
        ["Actors"] = 2,
        ["Kubernetes"] = 2,
        ["Mesh"] = 3,
        ["Analysis"] = 4,
        ["Injection"] = 4,
        ["Kubernetes.Embedded"] = 4,
        ["Translation"] = 4,
        ["Actors.Contracts"] = 5,
        ["Actors.Ca"] = 6,
        ["Actors.Config"] = 6,
        ["Actors.Discovery"] = 6,
        ["Actors.Telemetry"] = 6,
        ["Cli"] = 7,
        ["Host"] = 7,
    };

    /// <summary>No clock, no I/O, no actors, no server: these may see each other and what only holds data.</summary>
    private static readonly HashSet<string> Pure = new(["EnvoyApi", "Yaml", "Mesh", "Translation", "Analysis", "Injection"], StringComparer.Ordinal);

    public static TheoryData<string> Projects => [.. ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyFloorsBelowItsOwn(string project)
    {
        Floors.ShouldContainKey(project, "A new project needs a floor, here and in docs/architecture.md.");
        foreach (var reference in ReferencesOf(project))
        {
            Floors.ShouldContainKey(reference);
            Floors[reference].ShouldBeLessThan(Floors[project], $"{project} may not reference {reference}: it is not on a floor below.");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void PureProject_References_OnlyPureProjectsAndNoServerFramework(string project)
    {
        if (!Pure.Contains(project))
        {
            return;
        }

        ReferencesOf(project).ShouldBeSubsetOf(Pure);
        Load(project).Descendants("FrameworkReference").ShouldBeEmpty($"{project} is pure and needs no ASP.NET Core.");
    }

    [Fact]
    public void Solution_Holds_EveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(SharedData.Repository, "MeshActors.sln"));
        var folders = new[] { "src", "tests", "bench" }.Select(folder => Path.Combine(SharedData.Repository, folder));
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)).Where(IsOurs))
        {
            solution.ShouldContain($"\"{Path.GetFileNameWithoutExtension(file)}\"", customMessage: $"{file} is not in MeshActors.sln.");
        }
    }

    private static IEnumerable<string> ProjectFiles() =>
        Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "src"), "*.csproj", SearchOption.AllDirectories).Where(IsOurs);

    private static bool IsOurs(string file) => !file.Contains("node_modules", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static XDocument Load(string project) =>
        XDocument.Load(Path.Combine(SharedData.Repository, "src", project, project + ".csproj"));

    private static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. Load(project).Descendants("ProjectReference").Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value))];
}
