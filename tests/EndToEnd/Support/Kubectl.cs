using System.Diagnostics;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>kubectl against a kubeconfig.</summary>
internal sealed class Kubectl(string kubeConfig)
{
    public async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", kubeConfig, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }

    /// <summary>Applies a manifest from text.</summary>
    public async Task ApplyAsync(ScratchFolder scratch, string manifest) =>
        await RunAsync("apply", "-f", scratch.Write($"{Guid.NewGuid():N}.yaml", manifest));

    /// <summary>The addresses of the pods of a version of an app.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync(string selector) =>
        (await RunAsync("get", "pods", "-l", selector, "-o", "jsonpath={.items[*].status.podIP}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
