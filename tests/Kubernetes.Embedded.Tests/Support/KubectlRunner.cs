using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>Runs the real kubectl against a server.</summary>
public sealed class KubectlRunner(ApiFixture api)
{
    public static string? Binary { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl"))
        .FirstOrDefault(File.Exists);

    /// <summary>The minor version of the kubectl there is, or null where there is none that runs.</summary>
    public static int? Minor { get; } = Binary is null ? null : FindMinor(Binary);

    /// <summary>Runs kubectl and expects it to succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string arguments, string? input = null)
    {
        var (code, output, errors) = await TryAsync(arguments, input);
        code.ShouldBe(0, $"kubectl {arguments}\n{output}{errors}");
        return output;
    }

    public async Task<(int Code, string Output, string Errors)> TryAsync(string arguments, string? input = null)
    {
        var start = new ProcessStartInfo(Binary!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = api.KubeConfig;
        start.Environment["HOME"] = api.Folder;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience.Limit);
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"kubectl {arguments} did not end.");
        }
    }

    private static int? FindMinor(string binary)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(binary, "version --client -o json") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var version = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? int.Parse(JsonNode.Parse(version)!["clientVersion"]!["minor"]!.GetValue<string>().TrimEnd('+'), CultureInfo.InvariantCulture)
                : null;
        }
        catch (Win32Exception)
        {
            // It is not for this machine.
            return null;
        }
    }
}
