using System.CommandLine;
using System.Text.Json.Nodes;
using MeshActors.Testing;

namespace MeshActors.XdsLoad.Tests;

/// <summary>One run of the load generator's command line.</summary>
/// <param name="ExitCode">Zero where it measured.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="Figures">What it wrote as JSON; null where it failed.</param>
internal sealed record LoadRun(int ExitCode, string Error, JsonNode? Figures)
{
    public static async Task<LoadRun> StartAsync(ScratchFolder scratch, params IEnumerable<string> arguments)
    {
        var json = scratch.File("figures.json");
        File.Delete(json);
        var error = new StringWriter();
        var exit = await LoadCommand.Create().Parse([.. arguments, "--json", json]).InvokeAsync(new() { Output = TextWriter.Null, Error = error });
        return new(exit, error.ToString(), File.Exists(json) ? JsonNode.Parse(await File.ReadAllTextAsync(json)) : null);
    }
}
